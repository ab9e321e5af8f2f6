using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Accounts;

internal static class GetAccount
{
    public static async Task<IAnswer> Handle(AccountId account, AccessDb db, CancellationToken ct) =>
        await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.AccountId == account.Value, ct) is { } row
            ? Answer.Ok(AccountBody.Of(row))
            : account.Unknown();
}
