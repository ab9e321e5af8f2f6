using ElasticAccess.Api.Tests;
using ElasticAccess.TestSupport;

[assembly: AssemblyFixture(typeof(SharedServices))]

namespace ElasticAccess.Api.Tests;

/// <summary>One service per store for the whole assembly, started when the first test asks for it.</summary>
public sealed class SharedServices : IAsyncDisposable
{
    private readonly Lazy<Task<Service>> sqlite = new(() => Service.StartAsync(Store.Sqlite));
    private readonly Lazy<Task<Service>> postgres = new(() => Service.StartAsync(Store.Postgres));

    public Task<Service> On(Store store) => store == Store.Sqlite ? sqlite.Value : postgres.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var started in new[] { sqlite, postgres }.Where(service => service.IsValueCreated))
        {
            await (await started.Value).DisposeAsync();
        }

        await TestDatabase.DropOriginalsAsync();
    }
}

/// <summary>A test on the shared service of one store; derived once per store.</summary>
public abstract class ApiTest(SharedServices services, Store store) : IAsyncLifetime
{
    private Service? service;

    protected Service Service => service!;

    public async ValueTask InitializeAsync() => service = await services.On(store);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
