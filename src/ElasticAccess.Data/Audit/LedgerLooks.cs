using System.Text.Json;
using System.Text.Json.Nodes;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.Audit;

/// <summary>How the ledger's settings look in the audit. What is used moves by itself and is left out.</summary>
internal static class LedgerLooks
{
    public static string ToJson(this LineItemRow row) => new JsonObject
    {
        ["activationId"] = row.ActivationId,
        ["state"] = row.State.ToString().ToUpperInvariant(),
        ["quantity"] = row.Quantity,
        ["start"] = row.StartMs,
        ["end"] = row.EndMs,
        ["elastic"] = row.Elastic,
        ["rateTableSeries"] = row.RateTableSeries,
        ["overdraftType"] = row.OverdraftType.ToString(),
        ["overdraftLimit"] = row.OverdraftType == OverdraftType.Number ? row.OverdraftLimit : null,
        ["resetFrequency"] = row.ResetFrequency,
        ["modified"] = row.ModifiedMs,
    }.ToJsonString(AuditJson.Plain);

    /// <summary>Null where there are none.</summary>
    public static string? ConditionsToJson(this InstanceBook book) => ArrayOf(book.Conditions, row => new()
    {
        ["id"] = row.ConditionId.ToString(),
        ["name"] = row.Name,
        ["test"] = JsonNode.Parse(row.Test),
    });

    /// <summary>Null where there are none.</summary>
    public static string? ActionsToJson(this InstanceBook book, string activationId) =>
        book.LineItem(activationId) is not { } lineItem ? null : ArrayOf(book.Actions(lineItem.LineItemId), row => new()
        {
            ["id"] = row.ActionId.ToString(),
            ["name"] = row.Name,
            ["conditionId"] = row.ConditionId?.ToString(),
            ["action"] = row.Allows ? "ALLOW" : "DENY",
            ["allocation"] = row.AllocationMicro is { } micro ? new Tokens(micro).Value : null,
        });

    /// <summary>Null where there is none.</summary>
    public static string? LimitToJson(this InstanceBook book, string activationId) =>
        book.LineItem(activationId) is not { } lineItem || book.Limit(lineItem.LineItemId) is not { } row
            ? null
            : new JsonObject
            {
                ["limit"] = new Tokens(row.LimitMicro).Value,
                ["interval"] = row.Interval.ToString().ToUpperInvariant(),
                ["firstReset"] = row.FirstResetMs,
                ["configured"] = row.ConfiguredMs,
            }.ToJsonString(AuditJson.Plain);

    private static string? ArrayOf<TRow>(IEnumerable<TRow> rows, Func<TRow, JsonObject> look)
    {
        var all = rows.Select(JsonNode? (row) => look(row)).ToArray();
        return all.Length == 0 ? null : new JsonArray(all).ToJsonString(AuditJson.Plain);
    }
}

internal static class AuditJson
{
    /// <summary>It is data and never a page, so names stay readable.</summary>
    public static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
