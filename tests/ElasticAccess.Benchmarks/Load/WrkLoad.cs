using System.Globalization;
using System.Text.RegularExpressions;
using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.Benchmarks.Load;

/// <summary>The same plan by wrk, to check the built-in generator; it does not read what was granted.</summary>
internal static partial class WrkLoad
{
    public static async Task<LoadResult> RunAsync(LoadPlan plan)
    {
        using var folder = TempFolder.Create("wrk");
        var script = folder.At("requests.lua");
        await File.WriteAllTextAsync(script, Script(plan.Requests));
        var seconds = Math.Max(1, (int)plan.Seconds);
        var result = await Shell.RunAsync("wrk",
        [
            "-t1", $"-c{plan.Connections}", $"-d{seconds}s", "--latency", "-s", script,
            $"http://{plan.Host}:{plan.Port}/",
        ]);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"wrk: {result.Reason}");
        }

        var refused = (long)Number(Refused().Match(result.Output));
        return new LoadResult(
            PerSecond: Number(PerSecond().Match(result.Output)),
            P50Ms: Milliseconds(P50().Match(result.Output)),
            P99Ms: Milliseconds(P99().Match(result.Output)),
            MaxMs: 0,
            Granted: plan.Marker.Length == 0 ? 0 : (long)Number(Total().Match(result.Output)) - refused,
            Uncertain: plan.Connections,
            refused,
            ShedPerSecond: 0,
            ShedP99Ms: 0);
    }

    private static string Script(string[] requests) =>
        $"local r = {{ {string.Join(", ", requests.Select(Quoted))} }}\n" +
        "local n = 0\nrequest = function() n = n + 1; return r[n % #r + 1] end\n";

    private static string Quoted(string request) =>
        $"\"{request.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\r", "\\r").Replace("\n", "\\n")}\"";

    private static double Number(Match match) =>
        match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    private static double Milliseconds(Match match) => Number(match) * match.Groups[2].Value switch
    {
        "us" => 0.001,
        "ms" => 1,
        _ => 1000,
    };

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"(\d+) requests in ")]
    private static partial Regex Total();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex Refused();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P50();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();
}
