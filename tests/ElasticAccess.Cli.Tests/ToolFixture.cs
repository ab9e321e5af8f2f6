using ElasticAccess.Client;
using ElasticAccess.Client.Credentials;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

[assembly: AssemblyFixture(typeof(ElasticAccess.Cli.Tests.ToolFixture))]

namespace ElasticAccess.Cli.Tests;

/// <summary>A service on each store, and the tool: one for all, another for tests that move its clock.</summary>
public sealed class ToolFixture : IAsyncLifetime
{
    public const long Start = 1767225600000;

    /// <summary>A clock to be moved, and a PostgreSQL that need not survive a crash.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Sandbox = new Dictionary<string, string?>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Staging",
        ["ElasticAccess__Sandbox"] = "true",
        ["ElasticAccess__Ledger__AllowUnsafeStore"] = "true",
    };

    private readonly Dictionary<Store, (TestDatabase Database, ServiceProcess Service)> _running = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("elasticaccess-test-cli-").FullName;

    public async ValueTask InitializeAsync()
    {
        foreach (var store in Enum.GetValues<Store>())
        {
            var database = await TestDatabase.CreateAsync(store);
            _running[store] = (database, await ServiceProcess.StartAsync(database.ConnectionString, Sandbox));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (database, service) in _running.Values)
        {
            await service.DisposeAsync();
            await database.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    public Uri Address(Store store) => _running[store].Service.Address;

    /// <summary>The tool with the administrator's key, in a folder of its own.</summary>
    public Tool Tool(Store store = Store.Sqlite) =>
        new(Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName, Address(store));

    /// <summary>The same service, asked without the tool.</summary>
    public ElasticAccessClient Client(Store store = Store.Sqlite) => new(new()
    {
        BaseAddress = Address(store),
        Credential = Credential.ApiKey(ServiceProcess.AdminKey),
    });

    /// <summary>A new account's instance with a line item of 100 tokens; Render costs 2.5, Export 1.</summary>
    public async Task<(string Instance, string LineItem)> CustomerAsync(Store store = Store.Sqlite)
    {
        using var client = Client(store);
        var name = Guid.NewGuid().ToString("N")[..8];
        var instance = await client.AddInstanceAsync($"{name}-def-inst", name);
        var start = DateTimeOffset.FromUnixTimeMilliseconds(Start);
        await client.AddRateTableAsync(new(
            "1", start, [RateTableItem.AtRate("Render", 2.5m, "2.0"), RateTableItem.AtRate("Export", 1)], name));
        await client.PutLineItemAsync(instance.Id, new(
            $"LI-{name}", LineItemState.Deployed, 100, start, LineItem.Permanent, new() { RateTableSeries = name }));
        return (instance.Id, $"LI-{name}");
    }
}
