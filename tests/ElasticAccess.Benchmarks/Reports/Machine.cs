using System.Runtime.InteropServices;
using ElasticAccess.TestSupport;
using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.Benchmarks.Reports;

/// <summary>Where it was measured: without this a number says nothing.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync()
    {
        var kernel = await Shell.RunAsync("uname", ["-sr"]);
        var pgbench = PostgresServer.FindProgram("pgbench") is { } path
            ? (await Shell.RunAsync(path, ["--version"])).Output.Trim()
            : "no pgbench";
        var gigabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30);
        return $"""
            {Environment.ProcessorCount} cores ({Processor()}), {gigabytes} GB, {kernel.Output.Trim()},
            {RuntimeInformation.FrameworkDescription}, {pgbench}, {Repository.Configuration} build.
            Everything runs on this machine: the load takes its share of the cores. Loops are closed (each connection
            waits for its answer), so latencies are those of a full queue, not of a given arrival rate.
            """;
    }

    private static string Processor()
    {
        const string file = "/proc/cpuinfo";
        var line = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
