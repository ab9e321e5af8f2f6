using System.Diagnostics;
using System.Globalization;

namespace ElasticAccess.Chaos.Scene;

/// <summary>Makes calls of the system fail in processes that are running, where strace is installed.</summary>
internal static class Strace
{
    private const string Program = "strace";

    /// <summary>Why no call can be made to fail here; null where it can.</summary>
    public static string? WhyNot { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(folder => File.Exists(Path.Combine(folder, Program))) ? null : "strace is not installed";

    /// <summary>
    /// The first such call of each process fails once with EIO. False where none came within that time, or strace may
    /// not look into the processes.
    /// </summary>
    public static async Task<bool> FailOnceAsync(IEnumerable<int> processIds, string call, TimeSpan patience)
    {
        string[] arguments =
        [
            .. processIds.SelectMany(id => new[] { "-p", id.ToString(CultureInfo.InvariantCulture) }),
            "-e", $"trace={call}", "-e", $"inject={call}:error=EIO:when=1",
        ];
        using var strace = Process.Start(
            new ProcessStartInfo(Program, arguments) { RedirectStandardError = true })!;
        using var late = new CancellationTokenSource(patience);
        try
        {
            while (await strace.StandardError.ReadLineAsync(late.Token) is { } line)
            {
                if (line.Contains("(INJECTED)", StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            strace.Kill();
            await strace.WaitForExitAsync(CancellationToken.None);
        }
    }
}
