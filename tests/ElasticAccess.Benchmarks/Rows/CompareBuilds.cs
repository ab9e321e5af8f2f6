using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>
/// Another build of the service against this one, turn by turn, since on a shared machine nothing else tells a gain
/// from the weather. Not part of the table.
/// </summary>
internal sealed class CompareBuilds : Row
{
    public override string Name => "compare";

    public override string Title => "this build against another one, PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        var (instances, connections, callsOf) =
            (options.Instances ?? 1, options.Connections ?? 64, options.CallsOf ?? 1);
        await using var server = await PostgresServer.StartDurableAsync();
        await using var other = await ServiceUnderTest.StartAsync(
            await server.NewDatabaseAsync(), instances, options, report, options.OtherSettings, options.Against);
        await using var own = await ServiceUnderTest.StartAsync(
            await server.NewDatabaseAsync(), instances, options, report, options.OwnSettings);
        var theirs = report.NewSeries($"the other, {instances} instances, {connections} connections");
        var ours = report.NewSeries("this one");
        var (theirCosts, ourCosts) = (new List<Cost>(), new List<Cost>());
        for (var round = 0; round < options.Rounds; round++)
        {
            theirCosts.Add(await CostOnPostgres.MeasureAsync(server, other, theirs, connections, callsOf, report));
            ourCosts.Add(await CostOnPostgres.MeasureAsync(server, own, ours, connections, callsOf, report));
        }

        report.Note($"{theirs.Name}: {Cost.MedianOf(theirCosts)}");
        report.Note($"{ours.Name}: {Cost.MedianOf(ourCosts)}");
        report.Ratio("this one / the other", ours, theirs, atLeast: 1);
    }
}
