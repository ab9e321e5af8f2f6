using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Reaching;

/// <summary>The one request that the form "who would get it" asks about.</summary>
internal static class DryRun
{
    /// <summary>Null when the address asks about nothing.</summary>
    /// <param name="last">A denial whose count and facts stand in for those that the address does not name.</param>
    public static async Task<ItemAccess?> AskAsync(
        ElasticAccessClient api, string instanceId, IQueryCollection query, UsageRow? last,
        CancellationToken ct)
    {
        var item = query["item"].ToString().Trim();
        var requester = query["requester"].ToString().Trim();
        if (item.Length == 0 || requester.Length == 0)
        {
            return null;
        }

        var type = query["type"].ToString().Trim();
        var version = query["version"].ToString().Trim();
        var count = Components.Shared.Shown.Read(query["count"]) ?? last?.Count ?? 1;
        var facts = Facts(query["facts"].ToString()) ?? last?.Requester.Dictionary;
        var answer = await api.RequestOneOffAsync(
            instanceId,
            new Requester(type.Length > 0 ? type : "user", requester) { Dictionary = facts },
            [new RequestedItem(item, version.Length > 0 ? version : null, count)],
            new AccessOptions { DryRun = true, Explain = true },
            ct);
        return answer.RequestedItems is [var first, ..] ? first : null;
    }

    /// <summary>key=value with commas between; numbers and booleans as such.</summary>
    public static JsonObject? Facts(string text)
    {
        var facts = new JsonObject();
        foreach (var pair in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            facts[parts[0]] = Value(parts.Length == 2 ? parts[1] : "");
        }

        return facts.Count > 0 ? facts : null;
    }

    private static JsonNode Value(string text) =>
        text is "true" or "false" ? text == "true"
        : Components.Shared.Shown.Read(text) is { } number ? number
        : text;
}
