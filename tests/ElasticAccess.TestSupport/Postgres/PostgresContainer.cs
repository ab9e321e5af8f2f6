using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.TestSupport.Postgres;

/// <summary>A throwaway server in a container, for machines with docker and without PostgreSQL.</summary>
internal sealed class PostgresContainer : IAsyncDisposable
{
    private const string Image = "postgres:18";

    private readonly TempFolder _folder;
    private readonly string _id;

    private PostgresContainer(TempFolder folder, string id, string port)
    {
        _folder = folder;
        _id = id;
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";
        AtExit.Add(Remove);
    }

    public string ConnectionString { get; }

    /// <summary>Null when a container engine answers, else why not.</summary>
    public static async Task<string?> WhyNotAsync() =>
        await Shell.RunAsync("docker", ["info"]) is { Succeeded: false } failed ? failed.Reason : null;

    public static async Task<PostgresContainer> StartAsync(bool durable, params string[] settings)
    {
        var folder = TempFolder.Create("container");
        var started = await Docker(
            ["run", "-d", "--rm", "-p", "127.0.0.1::5432", "-e", "POSTGRES_HOST_AUTH_METHOD=trust", Image,
            .. PostgresSettings.Arguments(durable, settings)]);
        var id = started.Output.Trim();
        folder.NoteChild($"container {id}");
        var port = (await Docker(["port", id, "5432/tcp"])).Output.Trim().Split('\n')[0].Split(':')[^1];
        var container = new PostgresContainer(folder, id, port);
        await PostgresConnection.WaitAsync(container.ConnectionString, () => { });
        return container;
    }

    public ValueTask DisposeAsync()
    {
        AtExit.Remove(Remove);
        Remove();
        return ValueTask.CompletedTask;
    }

    private static async Task<ShellResult> Docker(string[] arguments)
    {
        var result = await Shell.RunAsync("docker", arguments);
        return result.Succeeded
            ? result
            : throw new InvalidOperationException($"docker {arguments[0]}: {result.Reason}");
    }

    private void Remove()
    {
        Shell.Run("docker", ["rm", "-f", _id]);
        _folder.Dispose();
    }
}
