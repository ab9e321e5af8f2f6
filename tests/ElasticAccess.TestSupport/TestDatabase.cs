using System.Collections.Concurrent;
using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.TestSupport;

/// <summary>An empty database of its own for a test class, gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<Store, Lazy<Task<TestDatabase>>> Originals = [];

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

        return await CreateOnPostgresAsync();
    }

    /// <summary>
    /// A copy of the database that is made once in each test process: a schema without the time that it takes to make.
    /// </summary>
    /// <param name="make">Fills an empty database, given its connection string; the same for all who ask.</param>
    public static async Task<TestDatabase> CopyAsync(Store store, Func<string, Task> make)
    {
        var original = await Originals.GetOrAdd(store, _ => new(MakeAsync)).Value;
        if (store == Store.Postgres)
        {
            return await CreateOnPostgresAsync(original.ConnectionString);
        }

        var copy = await CreateAsync(store);
        File.Copy(FileOf(original), FileOf(copy));
        return copy;

        async Task<TestDatabase> MakeAsync()
        {
            var made = await CreateAsync(store);
            await make(made.ConnectionString);
            return made;
        }
    }

    /// <summary>Drops what copies were made of.</summary>
    public static async Task DropOriginalsAsync()
    {
        foreach (var original in Originals.Values)
        {
            await (await original.Value).DisposeAsync();
        }

        Originals.Clear();
    }

    private static async Task<TestDatabase> CreateOnPostgresAsync(string? template = null)
    {
        var server = await PostgresServer.SharedAsync();
        var connectionString = await server.NewDatabaseAsync(template);
        return new TestDatabase(
            Store.Postgres, connectionString, () => new ValueTask(server.DropDatabaseAsync(connectionString)));
    }

    private static string FileOf(TestDatabase database) => database.ConnectionString["Data Source=".Length..];

    public ValueTask DisposeAsync() => _drop();
}
