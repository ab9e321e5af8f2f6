using System.Diagnostics;

namespace ElasticAccess.TestSupport;

/// <summary>A command of the built program, run to its end: <c>verify</c>, <c>doctor</c>, <c>migrate</c>.</summary>
public sealed record ServiceCommand(int ExitCode, string Output)
{
    public static async Task<ServiceCommand> RunAsync(string connectionString, params string[] arguments)
    {
        var assembly = Repository.BuiltAssembly("ElasticAccess.Api");
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(assembly),
        };
        foreach (var (name, value) in ServiceProcess.Settings(connectionString, new Dictionary<string, string?>()))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output + await errors);
    }
}
