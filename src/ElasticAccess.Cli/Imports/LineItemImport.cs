using ElasticAccess.Cli.Commands;
using ElasticAccess.Cli.Files;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Imports;

/// <summary>Maps and changes the line items of a file, one call for each, a new one that is not deployed two.</summary>
internal static class LineItemImport
{
    public static async Task RunAsync(Run run)
    {
        var faults = new List<Fault>();
        var wanted = LineItemCsv.Read(Input.Text(run.Need(CsvFile.Source)), faults);
        await Import.RefuseAsync(run, faults);
        var there = (await run.Client.ListLineItemsAsync(run.Need(Given.Instance), run.Ct))
            .ToDictionary(lineItem => lineItem.ActivationId, StringComparer.Ordinal);
        var steps = wanted.Select(line => StepOf(
            run, line.Line, line.LineItem, there.GetValueOrDefault(line.LineItem.ActivationId), faults)).ToList();
        await Import.RefuseAsync(run, faults);
        await Import.CarryOutAsync(run, "Line items", steps, run.Get(Given.DryRun));
    }

    private static Step StepOf(Run run, int line, LineItem wanted, LineItem? old, List<Fault> faults)
    {
        if (old is { State: LineItemState.Obsolete } && wanted.State != LineItemState.Obsolete)
        {
            faults.Add(new(line, "state", "the line item is OBSOLETE, which is final"));
        }

        var changes = old is null ? [] : Changes(old, wanted);
        return new Step(
            line, wanted.ActivationId,
            old is null ? Step.Create : changes.Count > 0 ? Step.Change : Step.Same,
            string.Join(", ", changes),
            key => SendAsync(run, wanted, old is null, key));
    }

    private static async Task SendAsync(Run run, LineItem wanted, bool isNew, Func<string, RequestOptions> key)
    {
        if (isNew && wanted.State != LineItemState.Deployed)
        {
            // A new one begins deployed. Not elastic, it cannot be charged in the moment between the two calls.
            var first = wanted with
            {
                State = LineItemState.Deployed,
                Attributes = wanted.Attributes with { Elastic = false },
            };
            await PutAsync(run, first, key);
        }

        await PutAsync(run, wanted, key);
    }

    private static Task<LineItem> PutAsync(Run run, LineItem lineItem, Func<string, RequestOptions> key) =>
        run.Client.PutLineItemAsync(run.Need(Given.Instance), lineItem, key(LineItemCsv.Write(lineItem)), run.Ct);

    // Column by column, as they stand in the file.
    private static List<string> Changes(LineItem old, LineItem wanted)
    {
        var (before, after) = (Fields(old), Fields(wanted));
        return [.. LineItemCsv.Columns.Index().Where(column => before[column.Index] != after[column.Index])
            .Select(column => $"{column.Item} {before[column.Index]} -> {after[column.Index]}")];
    }

    private static IReadOnlyList<string> Fields(LineItem lineItem) =>
        Csv.Read(LineItemCsv.Write(lineItem)).Single().Fields;
}
