using ElasticAccess.Cli.Commands;
using ElasticAccess.Cli.Files;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Imports;

/// <summary>Rate tables as lines, contract section 20: one for each item.</summary>
internal static class RateTableCsv
{
    public const string ExportHelp = "Write tables as CSV, oldest first: series,version,effectiveFrom (ms),name,"
        + "itemVersion,rate (tokens per count),formula";

    public const string ImportHelp = "Publish the tables of a CSV file as `export` writes them, all of them or none. "
        + "Tables that are there already are left alone";

    private const int ItemsMax = 10_000;
    private const decimal RateMax = 9_000_000_000_000;

    public static readonly string[] Columns =
        ["series", "version", "effectiveFrom", "name", "itemVersion", "rate", "formula"];

    public static IEnumerable<string> Write(RateTable table) => table.Items.Select(item => Csv.Line(
    [
        Csv.Guarded(table.Series ?? ""), Csv.Guarded(table.Version),
        $"{table.EffectiveFrom.ToUnixTimeMilliseconds()}", Csv.Guarded(item.Name), Csv.Guarded(item.Version ?? ""),
        item.Rate is { } rate ? Number(rate) : "", Csv.Guarded(item.Formula ?? ""),
    ]));

    /// <summary>The tables in the order of their first lines, with the line of each item, and every fault.</summary>
    public static List<(RateTable Table, List<int> Lines)> Read(string text, List<Fault> faults)
    {
        var tables = new List<(RateTable Table, List<int> Lines)>();
        foreach (var row in Row.All(text, Columns, faults))
        {
            var (series, version) = (row.OptionalName("series"), row.Name("version"));
            var from = row.Value("effectiveFrom", Time.Parse, $"a time: {Time.Help}");
            var at = tables.FindIndex(t => t.Table.Series == series && t.Table.Version == version);
            if (at < 0)
            {
                tables.Add((new RateTable(version, from, new List<RateTableItem>(), series), []));
                at = tables.Count - 1;
            }

            var (table, lines) = tables[at];
            lines.Add(row.Line);
            row.Check(
                table.EffectiveFrom == from, "effectiveFrom",
                $"line {lines[0]} of the same table has another time");
            var items = (List<RateTableItem>)table.Items;
            var item = Item(row);
            row.Check(
                !items.Any(i => i.Name == item.Name && i.Version == item.Version), "name",
                "the same name and version stand in the table already");
            row.Check(items.Count < ItemsMax, "name", $"a table holds at most {ItemsMax} items");
            items.Add(item);
        }

        return tables;
    }

    private static RateTableItem Item(Row row)
    {
        var item = new RateTableItem(row.Name("name"), row.OptionalName("itemVersion"))
        {
            Rate = row.Optional("rate", Given.Amount, "a number such as 2.5"),
            Formula = row.Text("formula"),
        };
        row.Check(item.Rate is null or <= RateMax, "rate", $"is above {RateMax}");
        row.Check(item.Rate is null != item.Formula is null, "rate", "a line has either a rate or a formula");
        return item;
    }

    private static string Number(decimal rate) => rate.ToString(
        "0.######", System.Globalization.CultureInfo.InvariantCulture);
}
