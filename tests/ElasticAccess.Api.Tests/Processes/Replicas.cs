using ElasticAccess.Client;
using ElasticAccess.Client.Credentials;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Processes;

/// <summary>Two service processes on one PostgreSQL, started at the same moment on an empty database.</summary>
public sealed class Replicas : IAsyncLifetime
{
    /// <summary>The shared PostgreSQL of the tests is fast and not durable, which the service would refuse.</summary>
    public static readonly Dictionary<string, string?> OnUnsafeStore = new()
    {
        ["ElasticAccess__Ledger__AllowUnsafeStore"] = "true",
        ["ElasticAccess__Log__Level"] = "Warning",
    };

    private TestDatabase? database;
    private ServiceProcess[] services = [];

    public ServiceProcess[] Services => services;

    public string ConnectionString => database!.ConnectionString;

    public ElasticAccessClient[] Clients { get; private set; } = [];

    public HttpClient[] Http { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(Store.Postgres);
        services = await Task.WhenAll(Enumerable.Range(0, 2)
            .Select(_ => ServiceProcess.StartAsync(database.ConnectionString, OnUnsafeStore)));
        Clients = [.. services.Select(service => ClientOf(service.Address, ServiceProcess.AdminKey))];
        Http = [.. services.Select(service => HttpOf(service.Address))];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services)
        {
            await service.DisposeAsync();
        }

        foreach (var disposable in Clients.Concat<IDisposable>(Http))
        {
            disposable.Dispose();
        }

        await database!.DisposeAsync();
    }

    public static ElasticAccessClient ClientOf(Uri address, string key) => new(new ElasticAccessOptions
    {
        BaseAddress = address,
        Credential = Credential.ApiKey(key),
        Retry = RetryOptions.None,
    });

    public static HttpClient HttpOf(Uri address)
    {
        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ServiceProcess.AdminKey);
        return http;
    }
}
