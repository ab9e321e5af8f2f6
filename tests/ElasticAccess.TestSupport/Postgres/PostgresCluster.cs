using System.Globalization;
using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.TestSupport.Postgres;

/// <summary>A throwaway server of our own in a temporary folder, which a crash test may kill and start again.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const int StartsMax = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder;
    private readonly string[] _command;
    private BackgroundProcess _server;

    private PostgresCluster(
        TempFolder folder, Account account, string binFolder, bool durable, string[] settings)
    {
        Port = FreePort.Find();
        Durable = durable;
        Account = account.Name;
        ConnectionString = $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres";
        _folder = folder;
        _command =
        [
            .. account.Prefix, Path.Combine(binFolder, "postgres"), "-D", folder.At("data"),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-p", Port.ToString(CultureInfo.InvariantCulture), .. PostgresSettings.Arguments(durable, settings),
        ];
        _server = Launch();
    }

    public int Port { get; }

    public bool Durable { get; }

    /// <summary>As whom it runs: the own account or, for root, the way out that worked.</summary>
    public string Account { get; }

    public string ConnectionString { get; }

    public string LogFile => _folder.At("log");

    /// <summary>The postmaster's process, for tests that hurt it in other ways.</summary>
    public int ProcessId => _server.Id;

    public bool HasExited => _server.HasExited;

    /// <param name="parent">Where its folder is made; null: wherever temporary files go.</param>
    /// <param name="settings">As `-c` takes them, after those of every test server.</param>
    public static async Task<PostgresCluster> StartAsync(
        string binFolder, bool durable, string? parent = null, params string[] settings)
    {
        var failures = new List<string>();
        foreach (var account in Postgres.Account.Usable)
        {
            var folder = account.NewFolder(parent);
            string[] initdb =
            [
                .. account.Prefix, Path.Combine(binFolder, "initdb"), "-D", folder.At("data"), "-U", "postgres",
                "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N",
            ];
            var made = await Shell.RunAsync(initdb[0], initdb[1..], folder.Path);
            if (made.Succeeded)
            {
                var how = string.Join(", ", failures.Select(f => $"not {f}").Prepend(account.Name));
                var cluster = new PostgresCluster(folder, account with { Name = how }, binFolder, durable, settings);
                await cluster.WaitAsync();
                return cluster;
            }

            failures.Add($"{account.Name}: {made.Reason}");
            folder.Dispose();
        }

        throw new InvalidOperationException(string.Join("; ", failures));
    }

    /// <summary>SIGKILL to the whole tree, as when the power of the process goes (not of the machine).</summary>
    public void Kill9() => _server.Kill();

    /// <summary>SIGQUIT: the server ends at once, and recovers from its log when it starts again.</summary>
    public void StopAtOnce() => _server.Stop(Signal.Quit, Patience);

    public async Task RestartAsync()
    {
        if (!_server.Stop(Signal.Interrupt, Patience))
        {
            throw new InvalidOperationException($"PostgreSQL did not stop.\n{_server.LastLines()}");
        }

        await StartAgainAsync();
    }

    /// <summary>After <see cref="Kill9"/>: recovers from the log and waits until connections are answered.</summary>
    public async Task StartAgainAsync()
    {
        _server.Dispose();
        _server = Launch();
        await WaitAsync();
    }

    public ValueTask DisposeAsync()
    {
        // An immediate stop gives shared memory back, which a kill does not; the data is thrown away in any case.
        AtExit.Remove(StopAtExit);
        _server.Stop(Signal.Quit, TimeSpan.FromSeconds(10));
        _server.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private BackgroundProcess Launch()
    {
        var server = BackgroundProcess.Start(_folder, LogFile, _command);
        AtExit.Remove(StopAtExit);
        AtExit.Add(StopAtExit);
        return server;
    }

    private void StopAtExit() => _server.Stop(Signal.Quit, TimeSpan.FromSeconds(10));

    private async Task WaitAsync()
    {
        var refused = 0;
        await PostgresConnection.WaitAsync(ConnectionString, () =>
        {
            if (!_server.HasExited)
            {
                return;
            }

            // Right after a kill a start is often refused: the lock file's owner is not yet gone.
            if (++refused == StartsMax)
            {
                throw new InvalidOperationException($"PostgreSQL does not start.\n{_server.LastLines()}");
            }

            _server.Dispose();
            _server = Launch();
        });
    }
}
