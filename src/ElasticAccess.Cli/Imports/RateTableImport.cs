using System.Net;
using ElasticAccess.Cli.Commands;
using ElasticAccess.Cli.Files;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Imports;

/// <summary>Publishes the tables of a file, one call for each.</summary>
/// <remarks>
/// The API takes one table a call. Where the service refuses one that looked right here, which only a formula can do,
/// those before it that are not in effect yet are deleted again; a table in effect can't be, and is named.
/// </remarks>
internal static class RateTableImport
{
    public static async Task RunAsync(Run run)
    {
        var faults = new List<Fault>();
        var tables = RateTableCsv.Read(Input.Text(run.Need(CsvFile.Source)), faults);
        await Import.RefuseAsync(run, faults);
        var there = await run.Client.ListRateTablesAsync(run.Ct);
        var published = new List<RateTable>();
        var steps = tables.Select(found => StepOf(run, found.Line, found.Table, there, published, faults)).ToList();
        await Import.RefuseAsync(run, faults);
        try
        {
            await Import.CarryOutAsync(run, "Rate tables", steps, run.Get(Given.DryRun));
        }
        catch (ElasticAccessException e) when (Failure.CodeOf(e.StatusCode) == ExitCode.Refused)
        {
            await UndoAsync(run, published);
            throw;
        }
    }

    private static Step StepOf(
        Run run, int line, RateTable table, IReadOnlyList<RateTable> there, List<RateTable> published,
        List<Fault> faults)
    {
        var old = there.FirstOrDefault(t => (t.Series ?? "") == (table.Series ?? "") && t.Version == table.Version);
        if (old is not null && !Text(old).SequenceEqual(Text(table)))
        {
            faults.Add(new(
                line, "version", "this version is published already, with other prices: take a new version"));
        }

        var name = table.Series is null ? table.Version : $"{table.Series} {table.Version}";
        return new Step(
            line, name, old is null ? Step.Create : Step.Same, $"{table.Items.Count} item(s)",
            async key =>
            {
                await AddAsync(run, table, key(string.Concat(Text(table))));
                published.Add(table);
            });
    }

    private static IEnumerable<string> Text(RateTable table) => RateTableCsv.Write(table);

    private static async Task AddAsync(Run run, RateTable table, RequestOptions key)
    {
        try
        {
            await run.Client.AddRateTableAsync(table, key, run.Ct);
        }
        catch (ElasticAccessException e) when (e.StatusCode == HttpStatusCode.Conflict)
        {
            // The call of an import that was interrupted may have landed since we looked.
            var there = await run.Client.ListRateTablesAsync(run.Ct);
            if (!there.Any(t => Text(t).SequenceEqual(Text(table))))
            {
                throw;
            }
        }
    }

    private static async Task UndoAsync(Run run, List<RateTable> published)
    {
        foreach (var table in published.AsEnumerable().Reverse())
        {
            try
            {
                await run.Client.DeleteRateTableAsync(table.Version, table.Series, ct: run.Ct);
                Run.Say($"{table.Series} {table.Version}: deleted again.".TrimStart());
            }
            catch (ElasticAccessException e) when (e.StatusCode == HttpStatusCode.Conflict)
            {
                Run.Say($"{table.Series} {table.Version}: is in effect, and stays.".TrimStart());
            }
        }
    }
}
