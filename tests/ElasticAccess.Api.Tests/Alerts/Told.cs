using System.Globalization;
using System.Text.Json.Nodes;
using ElasticAccess.Data;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Tests.Alerts;

/// <summary>
/// Every event that was ever written for webhooks, whoever has taken it away since: the database itself keeps a copy.
/// </summary>
internal static class Told
{
    private const string Copy = "insert into told (type, time_ms, data) values (new.type, new.time_ms, new.data);";

    public static async Task ListenAsync(AccessDb db, Store store)
    {
        var statements = store == Store.Sqlite
            ? (string[])
            [
                "create table told (n integer primary key autoincrement, type text, time_ms integer, data text)",
                $"create trigger tell after insert on outbox_event begin {Copy} end",
            ]
            :
            [
                "create table told (n bigserial primary key, type text, time_ms bigint, data text)",
                $"create function tell() returns trigger language plpgsql as 'begin {Copy} return new; end'",
                "create trigger tell after insert on outbox_event for each row execute function tell()",
            ];
        foreach (var sql in statements)
        {
            await db.Database.ExecuteSqlRawAsync(sql);
        }
    }

    /// <summary>Of alerts, in the order in which they were written: <c>low fired 96 @07 08:00</c>.</summary>
    public static async Task<List<string>> ReadAsync(AccessDb db)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "select type, time_ms, data from told where type like 'alert.%' order by n";
        await using var rows = await command.ExecuteReaderAsync();
        var told = new List<string>();
        while (await rows.ReadAsync())
        {
            var data = JsonNode.Parse(rows.GetString(2))!;
            var at = DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1))
                .ToString("dd HH:mm", CultureInfo.InvariantCulture);
            told.Add($"{data["name"]} {rows.GetString(0)[6..]} {data["value"]} @{at}");
        }

        return told;
    }

    public static Task ForgetAsync(AccessDb db) => db.Database.ExecuteSqlRawAsync("delete from told");
}
