using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>
/// One, two and four service processes on one database, the same instances from all of them. On a machine that one
/// process fills already this shows what sharing costs, not what more machines would bring.
/// </summary>
internal sealed class GrowthByProcesses : Row
{
    private const int Connections = 64;
    private static readonly int[] Counts = [1, 2, 4];

    public override string Name => "growth-processes";

    public override string Title => "several service processes on one PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        foreach (var instances in new[] { 1, 64 })
        {
            await using var first = await ServiceUnderTest.StartAsync(
                await server.NewDatabaseAsync(), instances, options, report);
            var others = new List<ServiceUnderTest>();
            try
            {
                while (others.Count < Counts[^1] - 1)
                {
                    others.Add(await first.JoinAsync());
                }

                await MeasureAsync(server, [first, .. others], instances, options, report);
            }
            finally
            {
                foreach (var other in others)
                {
                    await other.DisposeAsync();
                }
            }
        }
    }

    private static async Task MeasureAsync(
        PostgresServer server, ServiceUnderTest[] services, int instances, Options options, Report report)
    {
        var series = Counts.Select(count => report.NewSeries(
            $"{count} processes, {instances} instances, {Connections} connections")).ToArray();
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var n = 0; n < Counts.Length; n++)
            {
                await Sql.CheckpointAsync(server.ConnectionString);
                var measures = await Task.WhenAll(services.Take(Counts[n])
                    .Select(service => service.LoadAsync(Connections / Counts[n])));
                report.Add(series[n], new(
                    measures.Sum(m => m.PerSecond), measures.Average(m => m.P50Ms), measures.Max(m => m.P99Ms)));
                await ServiceUnderTest.CheckBooksAsync(services);
            }
        }

        report.Ratio($"2 processes / 1, {instances} instances", series[1], series[0], atLeast: 0.5);
        report.Ratio($"4 processes / 1, {instances} instances", series[2], series[0], atLeast: 0.3);
    }
}
