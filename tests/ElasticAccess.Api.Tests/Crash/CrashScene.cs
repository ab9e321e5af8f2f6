using System.Diagnostics;
using ElasticAccess.Api.Tests.Processes;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using ElasticAccess.TestSupport.Postgres;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Tests.Crash;

/// <summary>A durable store, a real service on it, and an instance with tokens enough.</summary>
internal sealed class CrashScene : IAsyncDisposable
{
    private readonly IAsyncDisposable owned;
    private readonly string connectionString;

    private CrashScene(IAsyncDisposable owned, string connectionString, PostgresCluster? cluster)
    {
        this.owned = owned;
        this.connectionString = connectionString;
        Cluster = cluster;
    }

    public PostgresCluster? Cluster { get; }

    public ServiceProcess Service { get; private set; } = null!;

    public string Instance { get; private set; } = "";

    public static async Task<CrashScene> SetAsync(Store store)
    {
        CrashScene scene;
        if (store == Store.Sqlite)
        {
            var database = await TestDatabase.CreateAsync(store);
            scene = new(database, database.ConnectionString, cluster: null);
        }
        else
        {
            var server = await PostgresServer.StartDurableAsync();
            scene = new(server, await server.NewDatabaseAsync(), server.Cluster);
        }

        await scene.StartServiceAsync();
        using var client = Replicas.ClientOf(scene.Service.Address, ServiceProcess.AdminKey);
        scene.Instance = (await client.AddInstanceAsync("crash", "crash")).Id;
        await client.AddRateTableAsync(Tests.Service.Table("crash", "1", DateTimeOffset.UnixEpoch, "a=3"));
        await client.PutLineItemAsync(scene.Instance, Tests.Service.LineItem("first", 100, "crash"));
        await client.PutLineItemAsync(scene.Instance, Tests.Service.LineItem("second", 1_000_000_000, "crash"));
        return scene;
    }

    public async Task StartServiceAsync()
    {
        Service = await ServiceProcess.StartAsync(
            connectionString, new Dictionary<string, string?> { ["ElasticAccess__Log__Level"] = "Warning" });
    }

    public async Task KillServiceAndStartAgainAsync()
    {
        Service.Kill9();
        await Service.DisposeAsync();
        await StartServiceAsync();
    }

    /// <summary>Every answered request stands in the ledger, whole and once, and nothing else does.</summary>
    public async Task AuditAsync(IReadOnlyCollection<JournalEntry> answered)
    {
        await using var store = StoreFactory.Create(connectionString);
        await using var db = store.NewDb();
        var rows = await db.Entries.AsNoTracking().ToListAsync();
        var ledger = rows.GroupBy(row => row.CorrelationId).ToDictionary(
            group => group.Key,
            group => (
                Charged: group.Where(row => row.Kind == EntryKind.Charge).Sum(row => row.TokensMicro),
                Denied: group.Count(row => row.Kind == EntryKind.Denial)));

        var lost = answered.Where(entry => !ledger.ContainsKey(entry.CorrelationId)).ToList();
        Assert.True(lost.Count == 0, $"{lost.Count} of {answered.Count} acknowledged requests are lost");
        Assert.All(ledger.Values, effect => Assert.Equal((3_000_000, 1), effect));
        Assert.Equal(answered.Count, answered.DistinctBy(entry => entry.CorrelationId).Count());
        Assert.Equal(answered.Count, ledger.Count);
        Assert.Equal(3_000_000L * answered.Count, await db.LineItems.SumAsync(lineItem => lineItem.UsedMicro));
    }

    public async Task VerifyAsync()
    {
        var assembly = Repository.BuiltAssembly("ElasticAccess.Api");
        var start = new ProcessStartInfo("dotnet", [assembly, "verify"]) { RedirectStandardOutput = true };
        start.Environment["ConnectionStrings__ElasticAccess"] = connectionString;
        using var verify = Process.Start(start)!;
        var output = await verify.StandardOutput.ReadToEndAsync();
        await verify.WaitForExitAsync();
        Assert.True(verify.ExitCode == 0, output);
        Assert.All(output.Trim().Split('\n'), line => Assert.EndsWith(" 0 violations", line, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await owned.DisposeAsync();
    }
}
