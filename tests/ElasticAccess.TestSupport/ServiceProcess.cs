using System.Net;
using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.TestSupport;

/// <summary>The built service as a real process of the operating system, for what a test host cannot show.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    /// <summary>The administrator of every service that is started without another one.</summary>
    public const string AdminKey = "ea_admin_0123456789abcdefghijklmnopqrstuvwxyz";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder;
    private readonly BackgroundProcess _process;

    private ServiceProcess(TempFolder folder, BackgroundProcess process, Uri address)
    {
        _folder = folder;
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What the service wrote to its standard output and error.</summary>
    public string OutputFile => _process.OutputFile;

    /// <summary>The physical memory in use now, in bytes.</summary>
    public long WorkingSet => _process.WorkingSet;

    /// <summary>Starts the service and waits until it is ready.</summary>
    /// <param name="environment">Wins over the defaults: Production, the admin key, the connection string.</param>
    /// <param name="assembly">Another build, such as a published one; by default the one beside the tests.</param>
    public static async Task<ServiceProcess> StartAsync(
        string connectionString, IReadOnlyDictionary<string, string?>? environment = null, string? assembly = null)
    {
        assembly ??= Repository.BuiltAssembly("ElasticAccess.Api");
        var folder = TempFolder.Create("service");
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var settings = Settings(connectionString, environment ?? new Dictionary<string, string?>());
        string[] command = ["dotnet", assembly, "--urls", address.GetLeftPart(UriPartial.Authority)];
        var process = BackgroundProcess.Start(
            folder, folder.At("output"), command, settings, workingFolder: Path.GetDirectoryName(assembly));
        var service = new ServiceProcess(folder, process, address);
        try
        {
            await service.WaitUntilReadyAsync();
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: no chance to finish anything.</summary>
    public void Kill9() => _process.Kill();

    /// <summary>SIGTERM, as an orchestrator does it; the exit code when it ended by itself, null when it had to be
    /// killed.</summary>
    public Task<int?> StopAsync() =>
        Task.Run<int?>(() => _process.Stop(Signal.Terminate, Patience) ? _process.ExitCode : null);

    /// <summary>SIGSTOP: alive, connections open, and silent.</summary>
    public void Suspend() => _process.Send(Signal.Suspend);

    public void Resume() => _process.Send(Signal.Continue);

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static Dictionary<string, string?> Settings(
        string connectionString, IReadOnlyDictionary<string, string?> environment)
    {
        // A developer's own settings must not decide what is tested: null takes a variable away.
        string[] prefixes = ["ASPNETCORE_", "DOTNET_ENVIRONMENT", "ElasticAccess__", "ConnectionStrings__"];
        var settings = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(name => name, _ => default(string));
        settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        settings["ElasticAccess__Bootstrap__ApiKey"] = AdminKey;
        settings["ConnectionStrings__ElasticAccess"] = connectionString;
        foreach (var (name, value) in environment)
        {
            settings[name] = value;
        }

        return settings;
    }

    private async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var end = DateTime.UtcNow + Patience; DateTime.UtcNow < end; await Task.Delay(50))
        {
            if (_process.HasExited)
            {
                break;
            }

            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }
        }

        var state = _process.HasExited ? $"ended with exit code {_process.ExitCode}" : "did not become ready";
        throw new InvalidOperationException($"The service {state}.\n{_process.LastLines()}");
    }
}
