using System.CommandLine;
using System.Text.Json;
using ElasticAccess.Cli.Files;
using ElasticAccess.Cli.Imports;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Commands;

/// <summary>Rate tables, contract section 5.</summary>
internal static class RateTableCommands
{
    private static readonly View Shown = View.Of("series", "version", "effectiveFrom@", "created@", "-items");

    private static readonly Argument<string> Version = new("version") { Description = "Version of the table" };

    private static readonly Option<string?> Series = new("--series")
    {
        Description = "Series of the table; without it, the tables without a series",
    };

    public static Command All() => Syntax.Group(
        "rate-tables", "Rate tables: tokens per count of an item, from a time on. A published one is never changed",
        Syntax.Verb("list", "All tables, in effect or not, newest first", [], run =>
            run.ShowArrayAsync(Shown, run.Client.ListRateTablesAsync(run.Ct))),
        Syntax.Verb("show", "One table with its prices, in tokens per count", [Version, Series], ShowAsync),
        Syntax.Verb(
            "create",
            "Publish a table: {\"series\", \"version\", \"effectiveFrom\": ms, \"items\": [{\"name\", \"version\", "
            + "\"rate\" or \"formula\"}]}",
            [Given.JsonFile],
            run => run.ShowAsync(
                View.Of("message"), AddAsync(run, Input.Read<RateTable>(run.Need(Given.JsonFile))))),
        Syntax.Verb("delete", "Delete a table that is not in effect yet", [Version, Series], run => Run.DoneAsync(
            run.Client.DeleteRateTableAsync(run.Need(Version), run.Get(Series), run.Keyed, run.Ct),
            $"Version {run.Need(Version)} is deleted.")),
        Syntax.Verb("export", RateTableCsv.ExportHelp, [Series, CsvFile.Target], run =>
            RateTableExport.RunAsync(run, run.Get(Series))),
        Syntax.Verb(
            "import", RateTableCsv.ImportHelp, [CsvFile.Source, Given.DryRun],
            RateTableImport.RunAsync));

    private static async Task<bool> AddAsync(Run run, RateTable table)
    {
        await run.Client.AddRateTableAsync(table, run.Keyed, run.Ct);
        return true;
    }

    private static async Task ShowAsync(Run run)
    {
        var (series, version) = (run.Get(Series) ?? "", run.Need(Version));
        await run.Client.ListRateTablesAsync(run.Ct);
        using var all = JsonDocument.Parse(run.Heard);
        var found = all.RootElement.EnumerateArray().FirstOrDefault(table =>
            table.GetProperty("version").GetString() == version
            && (table.TryGetProperty("series", out var s) ? s.GetString() ?? "" : "") == series);
        if (found.ValueKind == JsonValueKind.Undefined)
        {
            var among = series.Length == 0 ? "the tables without a series" : $"series {series}";
            throw new Failure(ExitCode.NotFound, $"There is no version {version} of {among}.");
        }

        var items = View.Of("name", "version", "rate", "formula").Within("items");
        run.Out.One(items, System.Text.Encoding.UTF8.GetBytes(found.GetRawText()));
    }
}
