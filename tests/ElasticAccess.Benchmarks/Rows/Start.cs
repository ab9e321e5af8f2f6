using System.Diagnostics;
using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;
using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>From the start of the process to its first answer that it is ready, on a database that is there.</summary>
internal sealed class Start : Row
{
    public override string Name => "start";

    public override string Title => "start to ready, published build, an existing database on PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        using var folder = TempFolder.Create("published");
        var assembly = await PublishedBuild.MakeAsync(folder);
        await using var server = await PostgresServer.StartDurableAsync();
        var database = await server.NewDatabaseAsync();
        await StopAsync(await ServiceProcess.StartAsync(database, assembly: assembly));
        var seconds = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            var process = await ServiceProcess.StartAsync(database, assembly: assembly);
            seconds.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            await StopAsync(process);
        }

        report.Share("seconds, median", seconds.Order().ElementAt(seconds.Count / 2), atMost: 2);
    }

    private static async Task StopAsync(ServiceProcess process)
    {
        await process.StopAsync();
        await process.DisposeAsync();
    }
}
