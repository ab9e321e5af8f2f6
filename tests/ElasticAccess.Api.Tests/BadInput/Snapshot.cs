using System.Text.Json;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.BadInput;

/// <summary>Every row of every table, as text.</summary>
internal sealed record Snapshot(IReadOnlyDictionary<string, string> Tables)
{
    public static async Task<Snapshot> TakeAsync(Service service)
    {
        await using var db = service.Services.GetRequiredService<IStore>().NewDb();
        return new(new Dictionary<string, string>
        {
            ["instances"] = await RowsAsync(db.Instances),
            ["line items"] = await RowsAsync(db.LineItems),
            ["ledger rows"] = await RowsAsync(db.Entries),
            ["ledger heads"] = await RowsAsync(db.LedgerHeads),
            ["conditions"] = await RowsAsync(db.Conditions),
            ["actions"] = await RowsAsync(db.Actions),
            ["consumption limits"] = await RowsAsync(db.ConsumptionLimits),
            ["rate tables"] = await RowsAsync(db.RateTables.Include(table => table.Items)),
            ["public keys"] = await RowsAsync(db.PublicKeys),
            ["API keys"] = await RowsAsync(db.ApiKeys),
            ["settings"] = await RowsAsync(db.Settings),
            ["accounts"] = await RowsAsync(db.Accounts),
            ["catalogue"] = await RowsAsync(db.Features) + await RowsAsync(db.Products)
                + await RowsAsync(db.LicenseModels),
            ["entitlements"] = await RowsAsync(db.Entitlements) + await RowsAsync(db.EntitlementLineItems)
                + await RowsAsync(db.Claims),
            ["webhooks"] = await RowsAsync(
                db.Webhooks.Select(w => new { w.WebhookId, w.Url, w.Events, w.Instances, w.IsEnabled, w.DeletedMs })),
            ["audit"] = await RowsAsync(db.Audit),
            ["stored answers"] = await RowsAsync(db.StoredAnswers),
        });
    }

    /// <summary>Names of the tables that are not the same in both.</summary>
    public IEnumerable<string> DifferencesFrom(Snapshot other) =>
        Tables.Keys.Where(table => Tables[table] != other.Tables[table]);

    private static async Task<string> RowsAsync<T>(IQueryable<T> table)
        where T : class
    {
        var rows = await table.AsNoTracking().ToListAsync();
        return string.Join('\n', rows.Select(row => JsonSerializer.Serialize(row)).Order(StringComparer.Ordinal));
    }
}
