using ElasticAccess.Client;
using ElasticAccess.Client.Credentials;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Console.Tests;

/// <summary>The built service on a database of its own, and a client that prepares what a page shows.</summary>
public sealed class ConsoleService : IAsyncDisposable
{
    // The PostgreSQL of functional tests does not wait for its disk. A service that lives for a minute has nothing of a
    // compiler that watches it in order to compile it better.
    private static readonly Dictionary<string, string?> Quick = new()
    {
        ["ElasticAccess__Ledger__AllowUnsafeStore"] = "true",
        ["ElasticAccess__Webhooks__AllowPrivateAddresses"] = "true",
        ["DOTNET_TieredPGO"] = "0",
    };

    private readonly TestDatabase database;
    private readonly ServiceProcess process;

    private ConsoleService(TestDatabase database, ServiceProcess process)
    {
        this.database = database;
        this.process = process;
        Api = ClientOf(ServiceProcess.AdminKey);
    }

    /// <summary>With the administration key.</summary>
    public ElasticAccessClient Api { get; }

    public Uri Address => process.Address;

    public string Output => File.ReadAllText(process.OutputFile);

    public static async Task<ConsoleService> StartAsync(
        Store store, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var database = await TestDatabase.CreateAsync(store);
        return new(database, await ServiceProcess.StartAsync(database.ConnectionString, settings ?? Quick));
    }

    /// <summary>Another replica on the same database, which the caller ends.</summary>
    public Task<ServiceProcess> ReplicaAsync() => ServiceProcess.StartAsync(database.ConnectionString, Quick);

    public ElasticAccessClient ClientOf(string key) =>
        new(new ElasticAccessOptions { BaseAddress = process.Address, Credential = Credential.ApiKey(key) });

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await process.DisposeAsync();
        await database.DisposeAsync();
    }
}
