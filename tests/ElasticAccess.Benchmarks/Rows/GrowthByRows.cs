using System.Globalization;
using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>A charge reads balances and never the rows behind them, so years of use must not slow it down.</summary>
internal sealed class GrowthByRows : Row
{
    public override string Name => "growth-rows";

    public override string Title => "one hot instance with more and more ledger rows, PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        int[] sizes = [0, options.UsageRows / 10, options.UsageRows];
        var services = new List<ServiceUnderTest>();
        try
        {
            foreach (var rows in sizes)
            {
                services.Add(await StartAsync(server, rows, options, report));
            }

            var series = sizes.Select(rows => report.NewSeries(
                string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, 64 connections"))).ToArray();
            for (var round = 0; round < options.Rounds; round++)
            {
                for (var n = 0; n < sizes.Length; n++)
                {
                    await Sql.CheckpointAsync(server.ConnectionString);
                    report.Add(series[n], await services[n].AccessAsync(connections: 64));
                }
            }

            report.Ratio("a tenth of them / none", series[1], series[0], atLeast: 0.9);
            report.Ratio("all of them / none", series[2], series[0], atLeast: 0.9);
            report.Share("p99 with all / none", series[2].P99Ms / series[0].P99Ms, atMost: 1.5);
        }
        finally
        {
            foreach (var service in services)
            {
                await service.DisposeAsync();
            }
        }
    }

    private static async Task<ServiceUnderTest> StartAsync(
        PostgresServer server, int rows, Options options, Report report)
    {
        var database = await server.NewDatabaseAsync();
        var service = await ServiceUnderTest.OpenAsync(database, [InstanceShape.Plain], options, report);
        if (rows > 0)
        {
            // In the month that the charges are written in too: the same table, the same indexes.
            var today = DateTime.UtcNow;
            var month = new DateTimeOffset(today.Year, today.Month, 1, 0, 0, 0, TimeSpan.Zero);
            await LedgerFill.InsertAsync(database, rows, month.ToUnixTimeMilliseconds());
            await LedgerFill.LeaveAsync(database);
        }

        await service.WarmUpAsync();
        return service;
    }
}
