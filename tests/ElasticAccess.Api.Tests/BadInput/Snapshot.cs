using System.Data.Common;
using ElasticAccess.Data;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.BadInput;

/// <summary>
/// Every row of every table that a request can change, as a sum of hashes: the order of rows does not count.
/// </summary>
internal sealed record Snapshot(IReadOnlyDictionary<string, (int Rows, ulong Sum)> Tables)
{
    // What is made from these, and by whom, is not of a request: usage catches up by itself.
    private static readonly string[] NotOfRequests = ["usage_", "outbox_", "webhook_", "alert_", "__"];

    // What callers say of them; how they stand is a worker's affair.
    private static readonly Dictionary<string, string> Said = new(StringComparer.Ordinal)
    {
        ["alert"] = "alert_id, name, measure, activation_id, action_id, threshold_micro, recover_at_micro, cooldown_ms,"
            + " modified_ms",
        ["webhook"] = "webhook_id, url, events, instances, secret, is_enabled, deleted_ms",
    };

    public static async Task<Snapshot> TakeAsync(Service service)
    {
        await using var db = service.Services.GetRequiredService<IStore>().NewDb();
        await db.Database.OpenConnectionAsync();
        var tables = new Dictionary<string, (int, ulong)>(StringComparer.Ordinal);
        foreach (var table in Names(db))
        {
            tables[table] = await SumAsync(db.Database.GetDbConnection(), table);
        }

        return new(tables);
    }

    /// <summary>Names of the tables that are not the same in both.</summary>
    public IEnumerable<string> DifferencesFrom(Snapshot other) =>
        Tables.Keys.Where(table => Tables[table] != other.Tables[table]);

    private static IEnumerable<string> Names(AccessDb db) => db.Model.GetEntityTypes()
        .Select(entity => entity.GetTableName()!).Distinct()
        .Where(table => !NotOfRequests.Any(prefix => table.StartsWith(prefix, StringComparison.Ordinal)));

    private static async Task<(int Rows, ulong Sum)> SumAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select {Said.GetValueOrDefault(table, "*")} from {table}";
        await using var rows = await command.ExecuteReaderAsync();
        var values = new object[rows.FieldCount];
        var (count, sum) = (0, 0UL);
        while (await rows.ReadAsync())
        {
            rows.GetValues(values);
            count++;
            sum = unchecked(sum + HashOf(values));
        }

        return (count, sum);
    }

    // FNV-1a over the values as text; bytes by their content.
    private static ulong HashOf(object[] values)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var value in values)
        {
            var text = value is byte[] bytes ? Convert.ToHexString(bytes)
                : value is Array many ? string.Join('|', many.Cast<object>()) : value.ToString()!;
            foreach (var one in text)
            {
                hash = unchecked((hash ^ one) * 1_099_511_628_211);
            }

            hash = unchecked((hash ^ 0x1F) * 1_099_511_628_211);
        }

        return hash;
    }
}
