using System.Globalization;
using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Tests.Usage;

/// <summary>A row as it stands in an exported file.</summary>
/// <param name="Day">As the file is called.</param>
internal sealed record ExportedRow(
    string Id, string InstanceId, long Sequence, decimal Tokens, long UsageMs, string Day);

/// <summary>Reads what an export has written, as a warehouse would.</summary>
internal static class ExportedFiles
{
    public static List<ExportedRow> Read(string folder, string format) =>
    [
        .. Directory.GetFiles(folder, $"usage-*.{format}").Order(StringComparer.Ordinal).SelectMany(path =>
        {
            var (text, day) = (File.ReadAllText(path), Path.GetFileNameWithoutExtension(path)["usage-".Length..]);
            return format == "csv" ? Csv(text, day) : Ndjson(text, day);
        }),
    ];

    private static IEnumerable<ExportedRow> Csv(string text, string day) => CsvText.ReadTable(text).Select(row =>
        new ExportedRow(
            row["id"], row["instanceId"], long.Parse(row["sequence"]),
            decimal.Parse(row["tokens"], CultureInfo.InvariantCulture), long.Parse(row["usageTime"]), day));

    private static IEnumerable<ExportedRow> Ndjson(string text, string day)
    {
        Assert.True(text.Length == 0 || text.EndsWith('\n'), "the last line has no end");
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
            .Select(row => new ExportedRow(
                (string)row["id"]!, (string)row["instanceId"]!, (long)row["sequence"]!, (decimal)row["tokens"]!,
                (long)row["usageTime"]!, day));
    }
}
