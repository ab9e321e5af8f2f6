using ElasticAccess.Chaos.Net;
using ElasticAccess.TestSupport;
using ElasticAccess.TestSupport.Postgres;
using ElasticAccess.TestSupport.Processes;
using Npgsql;

namespace ElasticAccess.Chaos.Scene;

/// <summary>
/// Two services, the durable PostgreSQL that they share, and a proxy in each leg: client to service, service to
/// PostgreSQL.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly TempFolder folder = TempFolder.Create("chaos");

    private Stage(Disk disk, PostgresCluster cluster, string connectionString)
    {
        Disk = disk;
        Cluster = cluster;
        ConnectionString = connectionString;
    }

    public Disk Disk { get; }

    public PostgresCluster Cluster { get; }

    /// <summary>To the services' database, past every proxy.</summary>
    public string ConnectionString { get; }

    public string Journals => folder.Path;

    /// <summary>The build that is put to the test.</summary>
    public string Newest { get; private set; } = "";

    public FaultProxy[] ToStore { get; private set; } = [];

    public FaultProxy[] ToService { get; private set; } = [];

    public Replica[] Replicas { get; private set; } = [];

    public Uri[] Addresses => Array.ConvertAll(ToService, proxy => new Uri($"http://127.0.0.1:{proxy.Port}"));

    public IEnumerable<Dice> Dice => ToService.Concat(ToStore).Select(proxy => proxy.Dice);

    public IEnumerable<string> LogFiles => [Cluster.LogFile, .. Replicas.Select(replica => replica.LogFile)];

    public static async Task<Stage> SetAsync(Options options)
    {
        var bin = PostgresBinaries.FindFolder()
            ?? throw new InvalidOperationException("The chaos run needs PostgreSQL's server programs on this machine.");
        var disk = Disk.Make();
        var cluster = await PostgresCluster.StartAsync(bin, durable: true, disk.Place);
        await Sql.ExecuteAsync(cluster.ConnectionString, "create database chaos");
        var database = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Database = "chaos" };
        var stage = new Stage(disk, cluster, database.ConnectionString);
        stage.Open(options, database);
        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in Replicas)
        {
            await replica.DisposeAsync();
        }

        foreach (var proxy in ToService.Concat(ToStore))
        {
            await proxy.DisposeAsync();
        }

        await Cluster.DisposeAsync();
        Disk.Dispose();
        folder.Dispose();
    }

    private void Open(Options options, NpgsqlConnectionStringBuilder database)
    {
        var (store, service) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(options.Seconds < 120 ? 2.5 : 5));
        ToStore = [NewProxy(Cluster.Port, 1, 0.004, store), NewProxy(Cluster.Port, 2, 0.004, store)];
        Newest = options.Service ?? Repository.BuiltAssembly("ElasticAccess.Api");
        Replicas = Array.ConvertAll(ToStore, proxy => new Replica(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = proxy.Port }.ConnectionString,
            options.Older ?? Newest, Settings(options)));
        ToService = [.. Replicas.Select((replica, i) => NewProxy(replica.Port, 3 + i, 0.05, service))];

        FaultProxy NewProxy(int port, int number, double slowShare, TimeSpan longest) =>
            new(port, new Dice(unchecked((options.Seed * 31) + number), slowShare, longest));
    }

    private static Dictionary<string, string?> Settings(Options options)
    {
        var settings = new Dictionary<string, string?> { ["ElasticAccess__Log__Level"] = "Information" };
        if (options.Clock == ClockKind.Sandbox)
        {
            // Refused in Production, and Development would make a key and a demo.
            settings["ASPNETCORE_ENVIRONMENT"] = "Staging";
            settings["ElasticAccess__Sandbox"] = "true";
        }

        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        return settings;
    }
}
