using System.Globalization;
using ElasticAccess.Cli.Files;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Imports;

/// <summary>Line items of one instance as lines. What was used is no part of them: it is the ledger's.</summary>
internal static class LineItemCsv
{
    public const string ExportHelp = "Write the line items of an instance as CSV: activationId,state,quantity (tokens),"
        + "start,end (ms),elastic,rateTableSeries,overdraftType,overdraftLimit (tokens),resetFrequency";

    public const string ImportHelp = "Create and change line items from CSV as `export` writes it. All lines are "
        + "checked before the first is sent; line items that are as the file says are left alone, "
        + "others of the instance too";

    private const long Most = 9_000_000_000_000;

    public static readonly string[] Columns =
    [
        "activationId", "state", "quantity", "start", "end", "elastic", "rateTableSeries", "overdraftType",
        "overdraftLimit", "resetFrequency",
    ];

    public static string Write(LineItem lineItem)
    {
        var attributes = lineItem.Attributes;
        return Csv.Line(
        [
            Csv.Guarded(lineItem.ActivationId), lineItem.State.ToString().ToUpperInvariant(),
            Number(lineItem.Quantity), Number(lineItem.Start.ToUnixTimeMilliseconds()),
            Number(lineItem.End.ToUnixTimeMilliseconds()), attributes.Elastic ? "true" : "false",
            Csv.Guarded(attributes.RateTableSeries ?? ""), attributes.OverdraftType?.ToString() ?? "",
            attributes.OverdraftLimit is { } limit ? Number(limit) : "",
            Csv.Guarded(attributes.ResetFrequency ?? ""),
        ]);
    }

    public static List<(int Line, LineItem LineItem)> Read(string text, List<Fault> faults)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = new List<(int, LineItem)>();
        foreach (var row in Row.All(text, Columns, faults))
        {
            var lineItem = Read(row);
            row.Check(
                seen.TryAdd(lineItem.ActivationId, row.Line), "activationId",
                $"line {seen[lineItem.ActivationId]} is about the same line item");
            all.Add((row.Line, lineItem));
        }

        return all;
    }

    private static LineItem Read(Row row)
    {
        var type = row.Optional("overdraftType", Enum<OverdraftType>, "Number or Unlimited");
        var limit = row.Optional("overdraftLimit", Whole, "a number of tokens from 0 to 9000000000000");
        row.Check(
            type == OverdraftType.Number == limit is not null, "overdraftLimit", "belongs to overdraftType Number");
        var (start, end) = (
            row.Value("start", Time.Parse, $"a time: {Time.Help}"),
            row.Value("end", Time.Parse, $"a time: {Time.Help}"));
        row.Check(end >= start, "end", "lies before start");
        var quantity = row.Value("quantity", Whole, "a number of tokens from 1 to 9000000000000");
        row.Check(quantity > 0, "quantity", "is below 1");
        return new LineItem(
            row.Name("activationId"), row.Value("state", Enum<LineItemState>, "DEPLOYED, INACTIVE or OBSOLETE"),
            quantity, start, end,
            new()
            {
                Elastic = row.Value("elastic", Flag, "true or false"),
                RateTableSeries = row.OptionalName("rateTableSeries"),
                OverdraftType = type,
                OverdraftLimit = limit,
                ResetFrequency = row.OptionalName("resetFrequency"),
            });
    }

    private static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= Most ? n : null;

    private static bool? Flag(string text) => text switch { "true" => true, "false" => false, _ => null };

    private static T? Enum<T>(string text)
        where T : struct, Enum => System.Enum.TryParse<T>(text, ignoreCase: true, out var value)
            && !value.Equals(default(T)) && char.IsAsciiLetter(text[0])
                ? value
                : null;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
