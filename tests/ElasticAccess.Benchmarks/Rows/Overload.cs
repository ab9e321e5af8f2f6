using System.Globalization;
using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>
/// Twice as many requests as can be served, at a fixed rate that no answer slows down: who is taken in must not wait
/// long, and who is not must hear so at once.
/// </summary>
internal sealed class Overload : Row
{
    private const int FullConnections = 256;
    private const int Connections = 3_000;

    public override string Name => "overload";

    public override string Title => "twice the load that can be served, PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        await using var service = await ServiceUnderTest.StartAsync(
            await server.NewDatabaseAsync(), instances: 1, options, report, options.OwnSettings);
        var full = report.NewSeries($"all that can be served, {FullConnections} connections");
        var accepted = report.NewSeries("at twice that: served");
        var shed = report.NewSeries("at twice that: refused with 503");
        var memory = new List<long>();
        for (var round = 0; round < options.Rounds; round++)
        {
            report.Add(full, await service.AccessAsync(FullConnections));
            var over = await service.OfferAsync(Connections, full.Measures[^1].PerSecond * 2);
            report.Add(accepted, new(over.PerSecond, over.P50Ms, over.P99Ms));
            report.Add(shed, new(over.ShedPerSecond, P99Ms: over.ShedP99Ms));
            memory.Add(service.WorkingSet);
        }

        report.Note(string.Create(CultureInfo.InvariantCulture, $"memory after each round, MB: {string.Join(", ",
            memory.Select(bytes => (bytes / 1e6).ToString("0", CultureInfo.InvariantCulture)))}"));
        report.Share("p99 of the served / p99 at full load", accepted.P99Ms / full.P99Ms, atMost: 3);
        report.Share("p99 of the refused, ms", shed.P99Ms, atMost: full.P99Ms * 3 ?? 0);
        report.Ratio("served / all that can be", accepted, full, atLeast: 0.5);
        report.Share("memory, last round / first", (double)memory[^1] / memory[0], atMost: 1.2);
    }
}
