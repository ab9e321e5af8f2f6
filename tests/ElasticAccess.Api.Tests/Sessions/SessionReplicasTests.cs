using ElasticAccess.Api.Tests.Processes;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Tests.Sessions;

/// <summary>
/// Two service processes on one PostgreSQL, one of them killed on the way: each interval is charged exactly once (I20,
/// C3). SQLite serves one process, so these tests name PostgreSQL alone.
/// </summary>
public sealed class SessionReplicasTests : IAsyncLifetime
{
    private const int Sessions = 150;
    private static readonly Dictionary<string, string?> Sandbox = new(Replicas.OnUnsafeStore)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Staging",
        ["ElasticAccess__Sandbox"] = "true",
    };

    private readonly long zeroMs = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds();
    private readonly ServiceProcess[] services = new ServiceProcess[2];
    private readonly HttpClient[] http = new HttpClient[2];
    private TestDatabase database = null!;
    private string instance = "";

    public async ValueTask InitializeAsync()
    {
        database = await Service.NewDatabaseAsync(Store.Postgres);
        await Task.WhenAll(StartAsync(0), StartAsync(1));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var i in new[] { 0, 1 })
        {
            http[i].Dispose();
            await services[i].DisposeAsync();
        }

        await database.DisposeAsync();
    }

    [Fact]
    public async Task Both_see_one_clock_and_charge_each_interval_once()
    {
        var sessions = await BeginAsync();
        for (var hour = 1; hour <= 3; hour++)
        {
            var moves = await Task.WhenAll(MoveAsync(0, 60 * hour), MoveAsync(1, 60 * hour));
            Assert.All(moves, status => Assert.Equal(200, status));
            var clock = await http[hour % 2].CallAsync("GET", "/sandbox/clock");
            Assert.Equal(Minute(60 * hour), (long)clock.Json["now"]!);
            await AuditAsync(sessions, intervals: hour + 1);

            // Through either, also the whole crowd at once.
            await Task.WhenAll(sessions.Select(async (session, i) => Assert.Equal(
                204, (await http[i % 2].CallAsync("GET", $"/api/v1.1/sessions/{session}/heartbeat")).Status)));
        }

        // Ahead by days: charged once more, and ended for want of a heartbeat.
        await Task.WhenAll(MoveAsync(0, 10 * 1_440), MoveAsync(1, 10 * 1_440));
        await AuditAsync(sessions, intervals: 5, refunds: 1);
    }

    [Fact]
    public async Task A_process_killed_in_the_middle_leaves_no_interval_out_and_none_twice()
    {
        var sessions = await BeginAsync();
        for (var round = 1; round <= 3; round++)
        {
            var killed = MoveAsync(0, 60 * round);
            var other = round == 2 ? MoveAsync(1, 60 * round) : null;
            await Task.Delay(40 * round);
            services[0].Kill9();
            Assert.True(await killed is 0 or 200);
            await services[0].DisposeAsync();
            await StartAsync(0);

            // Whoever comes next finishes it; the same value is fine.
            Assert.True(other is null || await other == 200);
            Assert.Equal(200, await MoveAsync(round % 2, 60 * round));
            await AuditAsync(sessions, intervals: round + 1);
            foreach (var session in sessions)
            {
                var heartbeat = await http[1].CallAsync("GET", $"/api/v1.1/sessions/{session}/heartbeat");
                Assert.Equal(204, heartbeat.Status);
            }
        }

        Assert.Equal(200, await MoveAsync(1, 240));
        await AuditAsync(sessions, intervals: 5);
    }

    private long Minute(int minute) => zeroMs + (minute * 60_000L);

    private async Task StartAsync(int replica)
    {
        http[replica]?.Dispose();
        services[replica] = await ServiceProcess.StartAsync(database.ConnectionString, Sandbox);
        http[replica] = Replicas.HttpOf(services[replica].Address);
    }

    // The status; 0 when the connection broke.
    private async Task<int> MoveAsync(int replica, int minute)
    {
        try
        {
            return (await http[replica].CallAsync("PUT", "/sandbox/clock", new { now = Minute(minute) })).Status;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private async Task<string[]> BeginAsync()
    {
        using var client = Replicas.ClientOf(services[0].Address, ServiceProcess.AdminKey);
        Assert.Equal(200, await MoveAsync(0, 0));
        instance = (await client.AddInstanceAsync("sessions", "sessions")).Id;
        await client.AddRateTableAsync(Service.Table("s", "1", DateTimeOffset.UnixEpoch, "a=1"));
        await client.PutLineItemAsync(
            instance, Service.LineItem("s", 1_000_000, "s") with { End = Client.Models.LineItem.Permanent });
        return await Task.WhenAll(Enumerable.Range(0, Sessions).Select(async i =>
        {
            var session = await http[i % 2].CreateSessionAsync(instance);
            var answer = await http[1 - (i % 2)].CallAsync(
                "PUT", $"/api/v1.1/sessions/{session}", SessionCalls.Wants("a"));
            Assert.Equal(200, answer.Status);
            return session;
        }));
    }

    private async Task AuditAsync(string[] sessions, int intervals, int refunds = 0)
    {
        await using var store = StoreFactory.Create(database.ConnectionString);
        await using var db = store.NewDb();
        var rows = await db.Entries.AsNoTracking()
            .Where(e => e.SessionId != null).OrderBy(e => e.Sequence).ToListAsync();
        foreach (var ofSession in rows.GroupBy(row => row.SessionId))
        {
            var charges = ofSession.Where(row => row.Kind is EntryKind.Charge or EntryKind.AutomaticCharge).ToList();
            Assert.Equal(Enumerable.Range(1, intervals).Select(i => (long?)i), charges.Select(row => row.Interval));
            Assert.Equal(
                Enumerable.Range(0, intervals).Select(i => Minute(60 * i)), charges.Select(row => row.UsageMs));
            Assert.Equal(refunds, ofSession.Count(row => row.Kind == EntryKind.Refund));
        }

        Assert.Equal(sessions.Length, rows.DistinctBy(row => row.SessionId).Count());
        var used = await db.LineItems.SumAsync(lineItem => lineItem.UsedMicro);
        Assert.Equal(1_000_000L * sessions.Length * (intervals - refunds), used);
        Assert.All(
            await Verification.RunAsync(store, CancellationToken.None), finding => Assert.Empty(finding.Violations));
    }
}
