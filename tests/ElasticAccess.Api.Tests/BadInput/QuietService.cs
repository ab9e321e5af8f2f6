using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.BadInput;

/// <summary>
/// A service that only the tests of bad input use, one class after another, so that "nothing has changed" can be said
/// of the whole database.
/// </summary>
public abstract class QuietService(Store store) : IAsyncLifetime
{
    public const string ActivationId = "LI-1";

    public Service Service { get; private set; } = null!;

    /// <summary>Has the line item <see cref="ActivationId"/> with 1,000 tokens; item <c>a</c> costs 1.</summary>
    public string Instance { get; private set; } = "";

    public string Series { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Service = await Service.StartAsync(store);
        Instance = await Service.NewInstance();
        Series = await Service.NewSeries("a=1");
        await Service.Admin.PutLineItemAsync(Instance, Service.LineItem(ActivationId, 1_000, Series));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Service.DisposeAsync();
    }
}

public sealed class QuietSqliteService() : QuietService(Store.Sqlite);

public sealed class QuietPostgresService() : QuietService(Store.Postgres);

[CollectionDefinition]
public sealed class QuietSqlite : ICollectionFixture<QuietSqliteService>;

[CollectionDefinition]
public sealed class QuietPostgres : ICollectionFixture<QuietPostgresService>;
