using ElasticAccess.Api.Tests.Sessions;
using ElasticAccess.Client;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Processes;

/// <summary>Two service processes on one PostgreSQL, which share a clock that the tests move.</summary>
public sealed class SandboxReplicas : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Sandbox = new(Replicas.OnUnsafeStore)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Staging",
        ["ElasticAccess__Sandbox"] = "true",
        ["ElasticAccess__Demo"] = "false",
    };

    private TestDatabase? database;
    private ServiceProcess[] services = [];

    public string ConnectionString => database!.ConnectionString;

    public ElasticAccessClient[] Clients { get; private set; } = [];

    public HttpClient[] Http { get; private set; } = [];

    public Uri[] Addresses => [.. services.Select(service => service.Address)];

    /// <summary>As the tests left it.</summary>
    public DateTimeOffset Now { get; private set; }

    public async ValueTask InitializeAsync()
    {
        database = await Service.NewDatabaseAsync(Store.Postgres);
        services = await Task.WhenAll(Enumerable.Range(0, 2)
            .Select(_ => ServiceProcess.StartAsync(database.ConnectionString, Sandbox)));
        Clients = [.. Addresses.Select(address => Replicas.ClientOf(address, ServiceProcess.AdminKey))];
        Http = [.. Addresses.Select(Replicas.HttpOf)];
        await MoveToAsync(DateTimeOffset.UtcNow.AddHours(1));
    }

    /// <summary>Somebody else has moved it.</summary>
    public void Moved(int minutes) => Now = Now.AddMinutes(minutes);

    public async Task MoveToAsync(DateTimeOffset to)
    {
        Now = DateTimeOffset.FromUnixTimeMilliseconds(to.ToUnixTimeMilliseconds());
        var moved = await Http[0].CallAsync("PUT", "/sandbox/clock", new { now = Now.ToUnixTimeMilliseconds() });
        Assert.Equal(200, moved.Status);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var disposable in Clients.Concat<IDisposable>(Http))
        {
            disposable.Dispose();
        }

        foreach (var service in services)
        {
            await service.DisposeAsync();
        }

        await database!.DisposeAsync();
    }
}
