using System.Diagnostics;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Cli.Tests;

/// <summary>The tool as it is packed and installed.</summary>
public sealed class PackTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("elasticaccess-test-pack-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_packed_tool_installs_by_itself_and_is_called_elastic()
    {
        var project = Path.Combine(Repository.Root, "src", "ElasticAccess.Cli");
        await RunAsync("dotnet", "pack", project, "--no-build", "-c", Repository.Configuration, "-o", _folder);

        // No other source than the folder: the tool carries all that it needs.
        await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="here" value="{_folder}" /></packageSources>
            </configuration>
            """);
        await RunAsync("dotnet", "tool", "install", "ElasticAccess.Cli", "--tool-path", "bin", "--no-cache");
        var elastic = Path.Combine(_folder, "bin", "elastic");
        Assert.StartsWith("0.1.0", await RunAsync(elastic, "--version"), StringComparison.Ordinal);
        Assert.Contains("elastic [command]", await RunAsync(elastic, "--help"), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{output}{await errors}");
        return output;
    }
}
