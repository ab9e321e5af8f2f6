using System.Net.Http.Headers;
using ElasticAccess.Client;
using ElasticAccess.Client.Credentials;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ElasticAccess.Api.Tests;

/// <summary>
/// The real service on a real socket and a database of its own. Tests share one per store: each makes its own instance
/// and its own series, so that none sees another's.
/// </summary>
public sealed class Service : IAsyncDisposable
{
    public const string AdminKey = ServiceProcess.AdminKey;

    private readonly TestDatabase database;
    private readonly WebApplicationFactory<Program> factory;

    private Service(TestDatabase database, WebApplicationFactory<Program> factory)
    {
        this.database = database;
        this.factory = factory;
        Address = factory.ClientOptions.BaseAddress;
        Admin = ClientWith(AdminKey);
        Raw = RawWith(AdminKey);
        Anonymous = RawWith(null);
    }

    public Store Store => database.Store;

    public string ConnectionString => database.ConnectionString;

    public Uri Address { get; }

    /// <summary>v1.1, as administrator.</summary>
    public ElasticAccessClient Admin { get; }

    /// <summary>Plain HTTP as administrator, for what the wire looks like.</summary>
    public HttpClient Raw { get; }

    /// <summary>Plain HTTP without a credential.</summary>
    public HttpClient Anonymous { get; }

    /// <summary>From the service's own container.</summary>
    public IServiceProvider Services => factory.Services;

    public static async Task<Service> StartAsync(Store store, params (string Name, string Value)[] settings)
    {
        var database = await NewDatabaseAsync(store);
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Production");
            host.UseSetting("urls", "http://127.0.0.1:0");
            host.UseSetting("ConnectionStrings:ElasticAccess", database.ConnectionString);
            host.UseSetting("ElasticAccess:Bootstrap:ApiKey", AdminKey);
            host.UseSetting("ElasticAccess:Ledger:AllowUnsafeStore", "true");
            host.UseSetting("ElasticAccess:Log:Level", "Error");

            // A later setting wins.
            foreach (var (name, value) in settings)
            {
                host.UseSetting(name, value);
            }
        });
        factory.UseKestrel(0);
        factory.StartServer();
        return new(database, factory);
    }

    public ElasticAccessClient ClientWith(string apiKey,
        ElasticAccess.Client.ApiVersion version = ElasticAccess.Client.ApiVersion.V11) =>
        new(new ElasticAccessOptions
        {
            BaseAddress = Address,
            Credential = Credential.ApiKey(apiKey),
            ApiVersion = version,
            Retry = RetryOptions.None,
        });

    public HttpClient RawWith(string? apiKey)
    {
        var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = apiKey is null
            ? null : new AuthenticationHeaderValue("Bearer", apiKey);
        return http;
    }

    /// <summary>An API key of a client that may act on these instances.</summary>
    public async Task<string> ClientKeyFor(params string[] instanceIds) =>
        (await Admin.CreateApiKeyAsync(new NewApiKey("test", ApiKeyType.Client) { Instances = instanceIds })).Key;

    /// <summary>An instance of an account of its own.</summary>
    public async Task<string> NewInstance()
    {
        var account = $"account-{Guid.NewGuid():N}";
        return (await Admin.AddInstanceAsync($"{account}-def-inst", account)).Id;
    }

    /// <summary>
    /// A rate table in effect, of a series of its own; items as <c>name=rate</c> or <c>name/version=rate</c>.
    /// </summary>
    public async Task<string> NewSeries(params string[] items)
    {
        var series = $"series-{Guid.NewGuid():N}";
        await Admin.AddRateTableAsync(Table(series, "1", DateTimeOffset.UnixEpoch, items));
        return series;
    }

    public static RateTable Table(string series, string version, DateTimeOffset effectiveFrom, params string[] items) =>
        new(
            version,
            effectiveFrom,
            [.. items.Select(item => item.Split('=', '/')).Select(parts => RateTableItem.AtRate(
                parts[0], decimal.Parse(parts[^1]), parts.Length == 3 ? parts[1] : null))],
            series);

    /// <summary>A DEPLOYED line item that is in force now.</summary>
    public static LineItem LineItem(string activationId, long quantity, string series) => new(
        activationId,
        LineItemState.Deployed,
        quantity,
        DateTimeOffset.UtcNow.AddDays(-1),
        DateTimeOffset.UtcNow.AddDays(1),
        new LineItemAttributes { Elastic = true, RateTableSeries = series });

    /// <summary>With the schema of today, and nothing in it.</summary>
    public static Task<TestDatabase> NewDatabaseAsync(Store store) => TestDatabase.CopyAsync(store, MigrateAsync);

    private static async Task MigrateAsync(string connectionString)
    {
        await using var store = StoreFactory.Create(connectionString);
        await store.MigrateAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        Raw.Dispose();
        Anonymous.Dispose();
        await factory.DisposeAsync();
        await database.DisposeAsync();
    }
}
