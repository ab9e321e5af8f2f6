using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>Everybody's session due at one moment, while one-off requests go on on the same instances.</summary>
internal sealed class SessionsOnPostgres : Row
{
    private const int Instances = 100;
    private const int Connections = 64;

    private static readonly Dictionary<string, string?> Sandbox = new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Staging",
        ["ElasticAccess__Sandbox"] = "true",
    };

    public override string Name => "sessions";

    public override string Title => "automatic charges of sessions all due at one moment, PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        var database = await server.NewDatabaseAsync();
        await using var service = await ServiceUnderTest.StartAsync(database, Instances, options, report, Sandbox);
        var now = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds();
        await MoveAsync(service, now);
        var dueMs = now + 3_600_000;
        await AddSessionsAsync(database, options.Sessions / Instances, now, dueMs);
        await Sql.ExecuteAsync(database, "vacuum analyze");
        await Sql.CheckpointAsync(server.ConnectionString);

        var alone = report.NewSeries($"access requests, {Connections} connections, undisturbed");
        var meanwhile = report.NewSeries("access requests while sessions are charged");
        report.Add(alone, await service.LoadAsync(Connections));
        var begun = Stopwatch.GetTimestamp();
        var charged = ChargeAsync();

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

        async Task<TimeSpan> ChargeAsync()
        {
            await MoveAsync(service, dueMs);
            return Stopwatch.GetElapsedTime(begun);
        }
    }

    private static async Task MoveAsync(ServiceUnderTest service, long now)
    {
        using var http = new HttpClient { BaseAddress = service.Address, Timeout = TimeSpan.FromMinutes(30) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ServiceProcess.AdminKey);
        using var answer = await http.PutAsJsonAsync("/sandbox/clock", new { now });
        answer.EnsureSuccessStatusCode();
    }

    // As a granted request leaves them, but for the ledger rows of their first charge: those are paid and past.
    private static Task AddSessionsAsync(string database, int perInstance, long now, long dueMs) => Sql.ExecuteAsync(
        database,
        string.Create(CultureInfo.InvariantCulture, $$"""
            insert into session (instance_id, session_id, revision, state, created_ms, due_ms, requester_type,
                requester_value, items, item_names, interval, charged_until_ms, period_ms, awaits_heartbeat,
                last_access_request_ms)
            select instance_id, gen_random_uuid(), 1, 1, {{now}}, {{dueMs}}, 'user', 'user-' || n,
                '[{"Name":"Render","Version":"2.0","CountMicro":1000000,"Variables":{},"MetaData":null}]', '["Render"]',
                1, {{dueMs}}, 3600000, false, {{now}}
            from instance, generate_series(1, {{perInstance}}) as s (n)
            """));
}
