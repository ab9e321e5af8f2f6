using ElasticAccess.Cli.Files;
using ElasticAccess.Cli.Output;

namespace ElasticAccess.Cli.Imports;

/// <summary>
/// Oldest first, so that an import makes them in the same order: of two tables that take effect at one time the one
/// made last applies.
/// </summary>
internal static class RateTableExport
{
    public static async Task RunAsync(Run run, string? series)
    {
        var tables = (await run.Client.ListRateTablesAsync(run.Ct)).Reverse()
            .Where(table => series is null || (table.Series ?? "") == series).ToList();
        await CsvFile.WriteAsync(run, async output =>
        {
            await output.WriteAsync(Csv.Line(RateTableCsv.Columns));
            await Progressing.RunAsync(run.IsErrorPlain, "Rate tables", tables.Count, async step =>
            {
                foreach (var table in tables)
                {
                    foreach (var line in RateTableCsv.Write(table))
                    {
                        await output.WriteAsync(line);
                    }

                    step();
                }
            });
        });
    }
}
