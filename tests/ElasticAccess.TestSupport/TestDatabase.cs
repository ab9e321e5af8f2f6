using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.TestSupport;

/// <summary>An empty database of its own for a test class, gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<ValueTask> _drop;

    private TestDatabase(Store store, string connectionString, Func<ValueTask> drop)
    {
        Store = store;
        ConnectionString = connectionString;
        _drop = drop;
    }

    public Store Store { get; }

    public string ConnectionString { get; }

    public static async Task<TestDatabase> CreateAsync(Store store)
    {
        if (store == Store.Sqlite)
        {
            var folder = TempFolder.Create("sqlite");
            return new TestDatabase(store, $"Data Source={Path.Combine(folder.Path, "test.db")}", () =>
            {
                folder.Dispose();
                return ValueTask.CompletedTask;
            });
        }

        var server = await PostgresServer.SharedAsync();
        var connectionString = await server.NewDatabaseAsync();
        return new TestDatabase(
            store, connectionString, () => new ValueTask(server.DropDatabaseAsync(connectionString)));
    }

    public ValueTask DisposeAsync() => _drop();
}
