using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace ElasticAccess.Console.Reaching;

/// <summary>What a dry run asks: a requester with attributes, and the items wanted.</summary>
internal sealed record Question(Requester Requester, IReadOnlyList<RequestedItem> Items)
{
    private const int ItemsAtFirst = 2;
    private const int ItemsMax = 20;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// One item for one requester, as an address names them; count and attributes of a denial stand in for those that
    /// it does not name. Null where it asks about nothing.
    /// </summary>
    public static Question? Of(IQueryCollection asked, UsageRow? denied)
    {
        if (One("item") is not { } item || One("requester") is not { } requester)
        {
            return null;
        }

        var count = Components.Shared.Shown.Read(One("count")) ?? denied?.Count ?? 1;
        return new(
            new Requester(One("type") ?? "user", requester) { Dictionary = denied?.Requester.Dictionary },
            [new RequestedItem(item, One("version"), count)]);

        string? One(string name) => asked[name].ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>For the address of the page that asks it again: of its first item.</summary>
    public string ToQuery()
    {
        var query = new QueryBuilder
        {
            { "requester", Requester.Value }, { "type", Requester.Type }, { "item", Items[0].Item },
            { "version", Items[0].Version ?? "" },
            { "count", Items[0].Count.ToString(CultureInfo.InvariantCulture) },
            { "attributes", Lines(Requester.Dictionary) },
        };
        return query.ToString()[1..];
    }

    /// <summary>The answer that it would get now, and why. Nothing is charged or recorded.</summary>
    public Task<OneOffAccess> AskAsync(ElasticAccessClient api, string instanceId, CancellationToken ct) =>
        api.RequestOneOffAsync(
            instanceId, Requester, Items, new AccessOptions { DryRun = true, Explain = true }, ct);

    public static int ItemsOf(Func<string, string?> posted) =>
        Math.Clamp(
            (int.TryParse(posted("items"), out var items) ? Math.Min(items, ItemsMax) : ItemsAtFirst)
                + (posted("more") is null ? 0 : 1),
            1, ItemsMax);

    /// <summary>What was sent, or what of it cannot be asked.</summary>
    public static Question? Read(Func<string, string?> posted, out ApiFault? fault)
    {
        var attributes = Attributes(posted("attributes") ?? "", out fault);
        var items = new List<RequestedItem>();
        for (var i = 0; i < ItemsOf(posted) && fault is null; i++)
        {
            if (posted($"item{i}") is { Length: > 0 } name)
            {
                var count = posted($"count{i}") is { Length: > 0 } written ? Components.Shared.Shown.Read(written) : 1;
                fault = count is not null
                    ? null
                    : ApiFault.AtField($"$.requestedItems[{items.Count}].count", "must be a number");
                var version = posted($"version{i}") is { Length: > 0 } some ? some : null;
                var variables = Variables(posted($"variables{i}"), out var unread);
                fault ??= unread is null
                    ? null
                    : ApiFault.AtField(
                        $"$.requestedItems[{items.Count}].variables",
                        $"{unread}: must be name=number, each name once");
                items.Add(new RequestedItem(name, version, count ?? 0) { Variables = variables });
            }
        }

        return fault is not null ? null : new(
            new Requester(posted("type") ?? "", posted("value") ?? "") { Dictionary = attributes }, items);
    }

    /// <summary>A line each: <c>key=text</c>, or <c>key:=json</c> for numbers, true, false and lists.</summary>
    private static JsonObject? Attributes(string text, out ApiFault? fault)
    {
        fault = null;
        var attributes = new JsonObject();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.IndexOf('=', StringComparison.Ordinal);
            var isJson = at > 0 && line[at - 1] == ':';
            var key = at < 0 ? "" : line[..(isJson ? at - 1 : at)].Trim();
            if (key.Length == 0 || !TryValue(line[(at + 1)..].Trim(), isJson, out var value))
            {
                fault = ApiFault.AtField("$.requester.dictionary", $"{line}: must be key=text or key:=json");
                return null;
            }

            attributes[key] = value;
        }

        return attributes.Count > 0 ? attributes : null;
    }

    /// <summary>Attributes as such lines.</summary>
    public static string Lines(JsonObject? attributes) => string.Join('\n', (attributes ?? []).Select(pair =>
        pair.Value is JsonValue value && value.GetValueKind() == JsonValueKind.String && IsPlain(value.ToString())
            ? $"{pair.Key}={value}"
            : $"{pair.Key}:={pair.Value?.ToJsonString() ?? "null"}"));

    private static bool IsPlain(string text) => text.Trim() == text && text.IndexOfAny(['\r', '\n']) < 0;

    private static bool TryValue(string text, bool isJson, out JsonNode? value)
    {
        value = isJson ? null : JsonValue.Create(text);
        if (isJson)
        {
            try
            {
                value = JsonNode.Parse(text, documentOptions: Strict);
            }
            catch (JsonException)
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="unread">The first that is no variable.</param>
    private static Dictionary<string, decimal>? Variables(string? text, out string? unread)
    {
        var variables = new Dictionary<string, decimal>();
        unread = (text ?? "").Split([' ', ',', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(pair => pair.Split('=', 2) is not [{ Length: > 0 } name, var written]
                || Components.Shared.Shown.Read(written) is not { } value
                || !variables.TryAdd(name, value));
        return variables.Count > 0 ? variables : null;
    }
}
