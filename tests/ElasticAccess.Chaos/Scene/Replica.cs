using System.Diagnostics;
using System.Net;
using ElasticAccess.TestSupport;
using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.Chaos.Scene;

/// <summary>
/// One service process at an address of its own. Whoever supervises services starts them again when they end, and so
/// does this.
/// </summary>
internal sealed class Replica : IAsyncDisposable
{
    private static readonly TimeSpan PauseBeforeStart = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly TempFolder folder = TempFolder.Create("service");
    private readonly CancellationTokenSource ended = new();
    private readonly Dictionary<string, string?> environment;
    private readonly Lock gate = new();
    private readonly HttpClient http;
    private string assembly;
    private BackgroundProcess? process;
    private Task supervising = Task.CompletedTask;

    public Replica(string connectionString, string assembly, IReadOnlyDictionary<string, string?> settings)
    {
        Port = FreePort.Find();
        this.assembly = assembly;
        environment = ServiceProcess.Settings(connectionString, settings);
        Address = new Uri($"http://127.0.0.1:{Port}");
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromSeconds(5),
        };
    }

    public int Port { get; }

    /// <summary>Past the proxy.</summary>
    public Uri Address { get; }

    public string LogFile => folder.At("log");

    /// <summary>Of libfaketime, where that is used.</summary>
    public string ClockFile => folder.At("clock");

    public int Starts { get; private set; }

    /// <summary>When its process was started, by the clock of <see cref="Work.Tally"/>.</summary>
    public long LaunchedAt { get; private set; }

    public void Set(string name, string value) => environment[name] = value;

    /// <summary>The build it starts with from now on.</summary>
    public void Install(string other)
    {
        lock (gate)
        {
            assembly = other;
        }
    }

    public void Start()
    {
        Launch();
        supervising = Task.Run(SuperviseAsync);
    }

    public async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        for (var end = Stopwatch.StartNew(); end.Elapsed < Patience; await Task.Delay(50, ct))
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), ct);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
            {
                ct.ThrowIfCancellationRequested();
            }
        }

        throw new InvalidOperationException($"The service is not ready.\n{process?.LastLines()}");
    }

    public void Kill9()
    {
        lock (gate)
        {
            process?.Kill();
        }
    }

    /// <summary>Between SIGSTOP and SIGCONT.</summary>
    public bool IsSuspended { get; private set; }

    public void Suspend()
    {
        IsSuspended = true;
        Send(Signal.Suspend);
    }

    public void Resume()
    {
        Send(Signal.Continue);
        IsSuspended = false;
    }

    /// <summary>SIGTERM; the exit code, null when it had to be killed. The supervisor starts it again.</summary>
    public int? StopGracefully()
    {
        lock (gate)
        {
            return process!.Stop(Signal.Terminate, Patience) ? process.ExitCode : null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await supervising;
        process?.Dispose();
        http.Dispose();
        ended.Dispose();
        folder.Dispose();
    }

    private void Send(Signal signal)
    {
        lock (gate)
        {
            process?.Send(signal);
        }
    }

    private void Launch()
    {
        lock (gate)
        {
            process?.Dispose();
            string[] command = ["dotnet", assembly, "--urls", Address.GetLeftPart(UriPartial.Authority)];
            process = BackgroundProcess.Start(
                folder, LogFile, command, environment, workingFolder: Path.GetDirectoryName(assembly));
            LaunchedAt = Work.Tally.Now;
            Starts++;
        }
    }

    private async Task SuperviseAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(PauseBeforeStart, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!ended.IsCancellationRequested && process!.HasExited)
            {
                Launch();
            }
        }
    }
}
