using System.Globalization;
using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>Everybody's session due at one moment, while one-off requests go on on the same instances.</summary>
internal sealed class SessionsOnPostgres : Row
{
    private const int Instances = 100;
    private const int Connections = 64;
    private const long PeriodMs = 3_600_000;
    private static readonly TimeSpan TimeToAdd = TimeSpan.FromSeconds(30);

    public override string Name => "sessions";

    public override string Title => "automatic charges of sessions all due at one moment, PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        var database = await server.NewDatabaseAsync();
        await using var service = await ServiceUnderTest.StartAsync(database, Instances, options, report);
        var alone = report.NewSeries($"access requests, {Connections} connections, undisturbed");
        var meanwhile = report.NewSeries("access requests while sessions are charged");
        await service.LoadAsync(Connections);
        report.Add(alone, await service.LoadAsync(Connections));
        var due = DateTimeOffset.UtcNow + TimeToAdd;
        await AddSessionsAsync(database, options.Sessions / Instances, due.ToUnixTimeMilliseconds());
        await Sql.ExecuteAsync(database, "vacuum analyze");
        await Sql.CheckpointAsync(server.ConnectionString);
        await Task.Delay(Later(due));
        var charged = ChargedAsync(database, due);

        // A run of the load is as long as the others and may end after the last charge: only whole ones count.
        do
        {
            var measure = await service.LoadAsync(Connections);
            if (!charged.IsCompleted || meanwhile.Measures.Count == 0)
            {
                report.Add(meanwhile, measure);
            }
        }
        while (!charged.IsCompleted);

        var seconds = (await charged).TotalSeconds;
        report.Add(alone, await service.LoadAsync(Connections));
        var charges = await Sql.ExecuteAsync(
            database,
            "select count(*) || '/' || count(distinct (session_id, interval)) from entry where kind = 1");
        var expected = string.Create(CultureInfo.InvariantCulture, $"{options.Sessions}/{options.Sessions}");
        report.Judge($"automatic charges/distinct intervals: {charges}", charges == expected, expected);
        report.Share($"seconds for {expected.Split('/')[0]} sessions", seconds, atMost: 60);
        report.Share("p99 / p50 meanwhile", meanwhile.P99Ms / meanwhile.P50Ms, atMost: 10);
        var share = meanwhile.PerSecond / alone.PerSecond;
        report.Judge(
            string.Create(CultureInfo.InvariantCulture, $"one-off requests meanwhile / undisturbed: {share:0.00}"),
            share >= 0.5,
            "at least 0.5");
    }

    private static TimeSpan Later(DateTimeOffset due) => due - DateTimeOffset.UtcNow is var wait && wait > TimeSpan.Zero
        ? wait
        : throw new InvalidOperationException($"Adding the sessions took longer than {TimeToAdd}.");

    /// <summary>Until the worker has charged them all: those it charged are due an hour later.</summary>
    private static async Task<TimeSpan> ChargedAsync(string database, DateTimeOffset due)
    {
        var waits = string.Create(
            CultureInfo.InvariantCulture,
            $"select exists (select from session where due_ms <= {due.ToUnixTimeMilliseconds()})");
        while (await Sql.ExecuteAsync(database, waits) == bool.TrueString)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        return DateTimeOffset.UtcNow - due;
    }

    // As a granted request leaves them, but for the ledger rows of their first charge: those are paid and past.
    private static Task AddSessionsAsync(string database, int perInstance, long dueMs) => Sql.ExecuteAsync(
        database,
        string.Create(CultureInfo.InvariantCulture, $$"""
            insert into session (instance_id, session_id, revision, state, created_ms, due_ms, requester_type,
                requester_value, items, item_names, interval, charged_until_ms, period_ms, awaits_heartbeat,
                last_access_request_ms)
            select instance_id, gen_random_uuid(), 1, 1, {{dueMs - PeriodMs}}, {{dueMs}}, 'user', 'user-' || n,
                '[{"Name":"Render","Version":"2.0","CountMicro":1000000,"Variables":{},"MetaData":null}]', '["Render"]',
                1, {{dueMs}}, {{PeriodMs}}, false, {{dueMs - PeriodMs}}
            from instance, generate_series(1, {{perInstance}}) as s (n)
            """));
}
