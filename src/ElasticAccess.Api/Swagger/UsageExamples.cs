using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Swagger;

/// <summary>What the operations of usage answer; kept apart, since there is a line of text for each JSON.</summary>
internal static class UsageExamples
{
    private const string Row =
        """
        { "id": "019ab6c0-7d1e-7a52-8f3b-2c4d6e8f0a21", "sequence": 1, "kind": "CHARGE", "usageTime": 1767225600000,
          "writeTime": 1767225600004, "correlationId": "1d7c2f0e-4b1b-4c83-9d5e-0e0f5a7d2c11",
          "accountId": "Northwind", "instanceId": "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10",
          "activationId": "NW-2026-0001", "actionId": null, "sessionId": null,
          "requester": { "type": "user", "value": "maria", "dictionary": { "department": "Engineering" } },
          "item": "PhotoPrint", "version": "1.0", "count": 2, "rate": 3,
          "rateTable": { "series": "PublicationApps", "version": "1" }, "tokens": 6, "used": 6, "quantity": 5000,
          "status": { "code": "1101", "description": "Successfully checked out" }, "metaData": { "sheet": 7 } }
        """;

    private const string Csv =
        "id,sequence,kind,usageTime,writeTime,correlationId,accountId,instanceId,activationId,actionId,sessionId,"
        + "requesterType,requesterValue,dictionary,item,version,count,rate,rateTableSeries,rateTableVersion,tokens,"
        + "used,quantity,statusCode,metaData\r\n"
        + "019ab6c0-7d1e-7a52-8f3b-2c4d6e8f0a21,1,CHARGE,1767225600000,1767225600004,"
        + "1d7c2f0e-4b1b-4c83-9d5e-0e0f5a7d2c11,Northwind,6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10,NW-2026-0001,,,"
        + "user,maria,\"{\"\"department\"\":\"\"Engineering\"\"}\",PhotoPrint,1.0,2,3,PublicationApps,1,6,6,5000,1101,"
        + "\r\n";

    private const string Sums = """ "charged": 13, "refunded": 1.5, "net": 11.5, "count": 3, "denials": 1 """;

    private const string Summary =
        $$"""
        { "groups": [ { "key": { "item": "PhotoPrint", "day": "2026-11-21" }, {{Sums}} } ],
          "total": { {{Sums}} }, "next": null }
        """;

    private const string Statement =
        """
        { "lines": [ { "key": "Engineering", "net": 10 }, { "key": "Product Marketing", "net": 1.5 },
                     { "key": null, "net": 0 } ],
          "total": 11.5 }
        """;

    private const string Report =
        """
        { "data": [ { "accountId": "Northwind", "instanceId": "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10",
            "activationId": "NW-2026-0001", "correlationId": "1d7c2f0e-4b1b-4c83-9d5e-0e0f5a7d2c11",
            "usageTime": 1767225600000, "writeTime": 1767225600004, "consumerType": "user", "consumerId": "maria",
            "item": "PhotoPrint", "version": "1.0", "count": 2, "used": 6, "meterQuantity": 6, "quantity": 5000 } ] }
        """;

    public static (string? Description, JsonNode? Example) Answer(string? id) => id switch
    {
        "getusage" => (
            "Rows, and where to go on. At the end rows is empty, and next stays good for what comes later",
            JsonNode.Parse($$"""{ "rows": [ {{Row}} ], "next": "AAAAAAAAAAEAAAAAAAAAAUx3t3g2Jw" }""")),
        "getusagesummary" => ("A page of the groups, and the total of all", JsonNode.Parse(Summary)),
        "getusagestatement" => (
            "A line for each value of the key, one for usage without it (null); they add up to the total",
            JsonNode.Parse(Statement)),
        "getusagereport" => ("A page; empty behind the last one", JsonNode.Parse(Report)),
        _ => (null, null),
    };

    /// <summary>The same answer as text of another type; null where there is none.</summary>
    public static JsonNode? Text(string? id, string mediaType) => (id, mediaType) switch
    {
        ("getusage", "text/csv") => Csv,
        ("getratetables", "text/csv") => RequestExamples.RateTables,
        ("getusage", _) => JsonNode.Parse(Row)!.ToJsonString() + "\n",
        ("getusagestatement", _) => "key,net\r\nEngineering,10\r\nProduct Marketing,1.5\r\n,0\r\nTOTAL,11.5\r\n",
        _ => null,
    };
}
