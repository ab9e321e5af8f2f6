using System.Data.Common;
using ElasticAccess.Data.Reading;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Sessions;

public sealed class DueSessionsOnSqlite() : DueSessionsTests(Store.Sqlite);

public sealed class DueSessionsOnPostgres() : DueSessionsTests(Store.Postgres);

/// <summary>The worker asks an index, not the table: among 10,000 sessions, a tenth of them ended.</summary>
public abstract class DueSessionsTests(Store store) : SessionFixture(store)
{
    private const string Index = "session_by_due_time";

    [Fact]
    public async Task The_worker_finds_what_is_due_by_the_index()
    {
        var instance = await NewInstanceAsync();
        var first = await CreateAsync(instance, Now);
        var ct = TestContext.Current.CancellationToken;
        await using var db = DataStore.NewDb();
        foreach (var statement in Copies())
        {
            await db.Database.ExecuteSqlRawAsync(statement, ct);
        }

        var until = Now + TimeSpan.FromDays(30) + TimeSpan.FromMilliseconds(100);
        var due = await DueSessions.UpTo(db, until, instance, 1_000).ToListAsync(ct);

        Assert.Equal(first, due[0].SessionId);
        Assert.Equal(91, due.Count);
        Assert.Equal(due.OrderBy(session => session.DueMs), due);
        Assert.Equal(due[0].DueMs, await DueSessions.Next(db).SingleAsync(ct));
        Assert.Contains(Index, await PlanAsync(db, DueSessions.UpTo(db, until, null, 1_000)), StringComparison.Ordinal);
        Assert.Contains(Index, await PlanAsync(db, DueSessions.Next(db)), StringComparison.Ordinal);
    }

    // Each a millisecond later than the one before; every tenth has ended.
    private IEnumerable<string> Copies()
    {
        const string columns =
            "revision, state, created_ms, items, item_names, interval, period_ms, awaits_heartbeat, idle_since_ms";
        var (id, numbers) = Kind == Store.Sqlite
            ? ("upper(printf('%08x-0000-7000-8000-000000000000', n))",
                "(with recursive s(n) as (select 1 union all select n + 1 from s where n < 9999) select n from s)")
            : ("lpad(to_hex(n), 8, '0')::uuid", "generate_series(1, 9999) as s (n)");
        id = id.Replace("::uuid", " || '-0000-7000-8000-000000000000'", StringComparison.Ordinal);
        id = Kind == Store.Sqlite ? id : $"({id})::uuid";
        yield return
            $"""
            insert into session (instance_id, session_id, due_ms, {columns})
            select instance_id, {id}, case when n % 10 = 0 then null else due_ms + n end, {columns}
            from session, {numbers}
            """;
        yield return "analyze";
    }

    private static async Task<string> PlanAsync<T>(AccessDb db, IQueryable<T> query)
    {
        await db.Database.OpenConnectionAsync();
        await using DbCommand command = query.CreateDbCommand();
        command.CommandText = (db.Database.IsSqlite() ? "explain query plan " : "explain ") + command.CommandText;
        await using var rows = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(rows.FieldCount - 1));
        }

        return string.Join('\n', lines);
    }
}
