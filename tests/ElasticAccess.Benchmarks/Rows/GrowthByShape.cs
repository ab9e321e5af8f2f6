using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>
/// What a batch reads of its instance: line items, rules, prices. More of them may cost, and no more than so.
/// </summary>
internal sealed class GrowthByShape : Row
{
    private static readonly InstanceShape[] Shapes =
    [
        InstanceShape.Plain,
        new("10 line items", LineItems: 10),
        new("100 line items", LineItems: 100),
        new("10 actions", Actions: 9),
        new("1,000 actions", Actions: 999),
        new("10 rated items", RatedItems: 8),
        new("10,000 rated items", RatedItems: 9_998),
    ];

    public override string Name => "growth-shape";

    public override string Title => "one hot instance with more and more on it, PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        await using var service = await ServiceUnderTest.OpenAsync(
            await server.NewDatabaseAsync(), Shapes, options, report);
        await service.WarmUpAsync();
        await Sql.ExecuteAsync(service.Database, "vacuum analyze");
        var series = Shapes.Select(shape => report.NewSeries($"{shape.Name}, 64 connections")).ToArray();
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var n = 0; n < Shapes.Length; n++)
            {
                await Sql.CheckpointAsync(server.ConnectionString);
                report.Add(series[n], await service.AccessAsync(connections: 64, service.Instances[n]));
            }
        }

        foreach (var (more, least) in new[] { (1, 0.9), (2, 0.5), (3, 0.9), (4, 0.25), (5, 0.9), (6, 0.9) })
        {
            report.Ratio($"{Shapes[more].Name} / plain", series[more], series[0], least);
        }
    }
}
