using ElasticAccess.Cli.Commands;
using ElasticAccess.Cli.Files;
using ElasticAccess.Cli.Output;

namespace ElasticAccess.Cli.Imports;

internal static class LineItemExport
{
    public static async Task RunAsync(Run run)
    {
        var lineItems = await run.Client.ListLineItemsAsync(run.Need(Given.Instance), run.Ct);
        await CsvFile.WriteAsync(run, async output =>
        {
            await output.WriteAsync(Csv.Line(LineItemCsv.Columns));
            await Progressing.RunAsync(run.IsErrorPlain, "Line items", lineItems.Count, async step =>
            {
                foreach (var lineItem in lineItems)
                {
                    await output.WriteAsync(LineItemCsv.Write(lineItem));
                    step();
                }
            });
        });
    }
}
