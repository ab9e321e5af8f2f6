using System.Buffers;
using System.Text.Json;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Usage;

/// <summary>
/// Rows of usage as lines: of NDJSON, or of CSV with the members of the JSON in their order and nested ones as columns
/// of their own (contract 18.7).
/// </summary>
internal static class UsageLines
{
    private static readonly string[] Columns =
    [
        "id", "sequence", "kind", "usageTime", "writeTime", "correlationId", "accountId", "instanceId", "activationId",
        "actionId", "sessionId", "requesterType", "requesterValue", "dictionary", "item", "version", "count", "rate",
        "rateTableSeries", "rateTableVersion", "tokens", "used", "quantity", "statusCode", "metaData",
    ];

    public static void Ndjson(IBufferWriter<byte> output, UsageRowBody row)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            JsonSerializer.Serialize(json, row, WireJson.Default.UsageRowBody);
        }

        output.Write("\n"u8);
    }

    public static void CsvHeader(CsvWriter csv) => csv.Row(Columns);

    public static void Csv(CsvWriter csv, UsageRowBody row)
    {
        csv.Id(row.Id);
        csv.Number(row.Sequence);
        csv.Text(row.Kind);
        csv.Number(row.UsageTime);
        csv.Number(row.WriteTime);
        csv.Id(row.CorrelationId);
        csv.Text(row.AccountId);
        csv.Id(row.InstanceId);
        csv.Text(row.ActivationId);
        csv.Id(row.ActionId);
        csv.Id(row.SessionId);
        csv.Text(row.Requester.Type);
        csv.Text(row.Requester.Value);
        csv.Text(row.Requester.Dictionary?.OnOneLine);
        csv.Text(row.Item);
        csv.Text(row.Version);
        csv.Amount(row.Count);
        csv.Amount(row.Rate);
        csv.Text(row.RateTable?.Series);
        csv.Text(row.RateTable?.Version);
        csv.Amount(row.Tokens);
        csv.Amount(row.Used);
        csv.Number(row.Quantity);
        csv.Text(row.Status.Code);
        csv.Text(row.MetaData?.OnOneLine);
        csv.EndRow();
    }
}
