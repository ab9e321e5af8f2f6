using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ElasticAccess.Cli.Commands;
using ElasticAccess.Cli.Files;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Imports;

/// <summary>
/// Publishes the tables of a file in one call, all of them or none. Those that are there already are left out of it.
/// </summary>
internal static partial class RateTableImport
{
    private const string What = "Rate tables";

    public static async Task RunAsync(Run run)
    {
        var faults = new List<Fault>();
        var tables = RateTableCsv.Read(Input.Text(run.Need(CsvFile.Source)), faults);
        await Import.RefuseAsync(run, faults);
        var there = await run.Client.ListRateTablesAsync(run.Ct);
        var steps = tables.ConvertAll(found => StepOf(found.Lines[0], found.Table, there, faults));
        await Import.RefuseAsync(run, faults);
        var open = tables.Where((_, i) => steps[i].Action == Step.Create).ToList();
        var isDryRun = run.Get(Given.DryRun);
        if (open.Count > 0 && !isDryRun)
        {
            await SendAsync(run, open);
        }

        await Import.ShowAsync(run, What, steps, isDryRun);
    }

    private static Step StepOf(int line, RateTable table, IReadOnlyList<RateTable> there, List<Fault> faults)
    {
        var old = there.FirstOrDefault(t => (t.Series ?? "") == (table.Series ?? "") && t.Version == table.Version);
        if (old is not null && !RateTableCsv.Write(old).SequenceEqual(RateTableCsv.Write(table)))
        {
            faults.Add(new(
                line, "version", "this version is published already, with other prices: take a new version"));
        }

        var name = table.Series is null ? table.Version : $"{table.Series} {table.Version}";
        return new Step(line, name, old is null ? Step.Create : Step.Same, $"{table.Items.Count} item(s)");
    }

    // A fault that only the service can see, as that of a formula, comes with the line of what was sent.
    private static async Task SendAsync(Run run, List<(RateTable Table, List<int> Lines)> open)
    {
        var text = new StringBuilder(Csv.Line(RateTableCsv.Columns));
        var (line, lineOf) = (2, new Dictionary<int, int>());
        foreach (var (table, lines) in open)
        {
            foreach (var (i, written) in RateTableCsv.Write(table).Index())
            {
                text.Append(written);
                lineOf.Add(line, lines[i]);
                line += written.Count(c => c == '\n');
            }
        }

        try
        {
            await run.Client.ImportRateTablesAsync(text.ToString(), run.Keyed, run.Ct);
        }
        catch (ElasticAccessException e) when (e.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict)
        {
            var faults = Told().Matches(string.Join("; ", e.Faults)).Select(fault => new Fault(
                lineOf.GetValueOrDefault(int.Parse(fault.Groups[1].ValueSpan, provider: null)),
                fault.Groups[2].Value, fault.Groups[3].Value)).ToList();
            await Import.RefuseAsync(run, faults);
            throw;
        }
    }

    // line 3: rate: must be …; line 4: …
    [GeneratedRegex(@"line (\d+): (\w+): (.*?)(?=; line \d+: \w+: |$)", RegexOptions.Singleline)]
    private static partial Regex Told();
}
