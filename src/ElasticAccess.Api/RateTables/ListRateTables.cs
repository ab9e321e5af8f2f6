using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.RateTables;

internal static class ListRateTables
{
    public static async Task<IAnswer> Handle(AccessDb db, CancellationToken ct)
    {
        var rows = await db.RateTables.AsNoTracking().Include(table => table.Items)
            .Where(table => table.DeletedMs == null).AsSplitQuery().OrderBy(table => table.RateTableId).ToListAsync(ct);
        return Answer.Ok(rows.OrderByDescending(table => table.CreatedMs).ThenByDescending(table => table.RateTableId)
            .Select(RateTableBody.Of).ToArray());
    }
}
