using System.ComponentModel;
using System.Diagnostics;

namespace ElasticAccess.TestSupport.Processes;

/// <summary>What a command that has run to its end left behind.</summary>
internal sealed record ShellResult(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The first line that says what went wrong.</summary>
    public string Reason =>
        $"{Errors}\n{Output}".Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault($"exit code {ExitCode}");
}

internal static class Shell
{
    public static ShellResult Run(string program, IEnumerable<string> arguments, string? folder = null) =>
        RunAsync(program, arguments, folder).GetAwaiter().GetResult();

    public static async Task<ShellResult> RunAsync(
        string program, IEnumerable<string> arguments, string? folder = null)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
                WorkingDirectory = folder ?? "",
            })!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return new ShellResult(process.ExitCode, await output, await errors);
        }
        catch (Win32Exception e)
        {
            return new ShellResult(127, "", $"{program}: {e.Message}");
        }
    }
}
