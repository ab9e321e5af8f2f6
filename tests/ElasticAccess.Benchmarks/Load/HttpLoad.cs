using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ElasticAccess.Benchmarks.Load;

/// <summary>
/// The load generator. It shares the machine with the service, so it must be cheap: bare sockets, one thread that
/// waits for all of them and runs what follows at once. That mode is set for a whole process, hence one of its own.
/// </summary>
internal static class HttpLoad
{
    private static readonly Dictionary<string, string?> OneThread = new()
    {
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
        ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
    };

    public static async Task<LoadResult> RunAsync(LoadPlan plan)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(HttpLoad).Assembly.Location, "load"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in OneThread)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(plan));
        process.StandardInput.Close();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<LoadResult>(answer)!
            : throw new InvalidOperationException($"The load generator ended with exit code {process.ExitCode}.");
    }

    /// <summary>The generator's side: a plan comes in, its result goes out.</summary>
    public static async Task ServeAsync(TextReader input, TextWriter output)
    {
        var plan = JsonSerializer.Deserialize<LoadPlan>(await input.ReadToEndAsync())!;
        await output.WriteAsync(JsonSerializer.Serialize(await GenerateAsync(plan)));
    }

    private static async Task<LoadResult> GenerateAsync(LoadPlan plan)
    {
        var requests = plan.Requests.Select(Encoding.UTF8.GetBytes).ToArray();
        var marker = Encoding.UTF8.GetBytes(plan.Marker);
        var from = Stopwatch.GetTimestamp() + Ticks(plan.WarmUpSeconds);
        var to = from + Ticks(plan.Seconds);
        if (plan.PerSecond is not null)
        {
            return await PaceAsync(plan, requests, marker, from, to);
        }

        var connections = Enumerable.Range(0, plan.Connections)
            .Select(first => new HttpConnection(requests, marker, first))
            .ToArray();
        await Task.WhenAll(connections.Select(c => c.RunAsync(plan.Host, plan.Port, from, to)));

        var latencies = connections.SelectMany(c => c.Latencies).Order().ToArray();
        return new LoadResult(
            latencies.Length / plan.Seconds,
            P50Ms: Percentile(latencies, 0.5),
            P99Ms: Percentile(latencies, 0.99),
            MaxMs: Percentile(latencies, 1),
            Granted: connections.Sum(c => c.Granted),
            Uncertain: connections.Sum(c => c.Uncertain),
            Refused: connections.Sum(c => c.Refused),
            ShedPerSecond: 0,
            ShedP99Ms: 0);
    }

    private static async Task<LoadResult> PaceAsync(
        LoadPlan plan, byte[][] requests, byte[] marker, long from, long to)
    {
        var connections = await new PacedLoad(plan, requests, marker, from, to).RunAsync();
        long[] Latencies(Func<int, bool> of) =>
            [.. connections.SelectMany(c => c.Latencies.Where(l => of(l.Key)).SelectMany(l => l.Value)).Order()];
        var (served, shed) = (Latencies(status => status == 200), Latencies(status => status == 503));
        return new LoadResult(
            served.Length / plan.Seconds,
            P50Ms: Percentile(served, 0.5),
            P99Ms: Percentile(served, 0.99),
            MaxMs: Percentile(served, 1),
            Granted: connections.Sum(c => c.Granted),
            Uncertain: connections.Sum(c => c.Uncertain),
            Refused: Latencies(status => status is not 200 and not 503).Length,
            ShedPerSecond: shed.Length / plan.Seconds,
            ShedP99Ms: Percentile(shed, 0.99));
    }

    private static long Ticks(double seconds) => (long)(seconds * Stopwatch.Frequency);

    private static double Percentile(long[] sorted, double share) => sorted.Length == 0
        ? 0
        : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))] * 1000.0 / Stopwatch.Frequency;
}
