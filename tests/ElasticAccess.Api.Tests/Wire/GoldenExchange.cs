using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ElasticAccess.Api.Tests.Wire;

/// <summary>
/// Sends a step and makes its answer comparable: ids, times, keys and trace ids become names in the order in which
/// they first appear, and a later step may use the names.
/// </summary>
internal sealed partial class GoldenExchange(Service service, string version)
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Compact = new() { Encoder = Readable.Encoder };

    private static readonly string[] Shown =
        ["Content-Type", "Allow", "WWW-Authenticate", "Retry-After", "Idempotency-Replayed"];

    private readonly Dictionary<string, string> names = [];
    private readonly Dictionary<string, int> counts = [];

    public async Task<JsonObject> SendAsync(JsonObject step)
    {
        var line = Known((string)step["request"]!).Replace("{version}", version, StringComparison.Ordinal).Split(' ',
            2);
        using var request = new HttpRequestMessage(new HttpMethod(line[0]), new Uri(line[1], UriKind.Relative));
        var body = step["body"] is { } json ? Known(json.ToJsonString(Compact)) : (string?)step["text"];
        request.Content = body is null ? null : new StringContent(
            body, Encoding.UTF8, (string?)step["type"] ?? "application/json");
        foreach (var (name, value) in step["headers"]?.AsObject() ?? [])
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, Known((string)value!)));
        }

        using var answer = await (step["anonymous"] is null ? service.Raw : service.Anonymous).SendAsync(request);
        var text = Named(await answer.Content.ReadAsStringAsync());
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => Shown.Contains(header.Key))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => KeyValuePair.Create(header.Key, (JsonNode?)string.Join(", ", header.Value)));
        return new JsonObject
        {
            ["status"] = (int)answer.StatusCode,
            ["headers"] = new JsonObject(headers),
            ["body"] = text.Length == 0 ? null : JsonNode.Parse(text),
        };
    }

    public static string Text(JsonNode json) => json.ToJsonString(Compact);

    public static string Pretty(JsonNode json) => json.ToJsonString(Readable) + "\n";

    private string Known(string text) => NamePattern().Replace(
        text, name => names.FirstOrDefault(known => known.Value == name.Value).Key ?? name.Value);

    private string Named(string text) => Changing().Replace(text, found =>
    {
        var kind = found.Groups.Values.Skip(1).Single(group => group.Success).Name;
        if (kind == "time")
        {
            return "\"<time>\"";
        }

        if (!names.TryGetValue(found.Value, out var name))
        {
            var number = counts[kind] = counts.GetValueOrDefault(kind) + 1;
            name = names[found.Value] = kind == "trace" ? "<trace>" : $"<{kind} {number}>";
        }

        return name;
    });

    [GeneratedRegex("<[a-z]+ [0-9]+>")]
    private static partial Regex NamePattern();

    // A time of now: the years 2020 to 2100 in ms, where it stands as a number.
    [GeneratedRegex("(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
        + "|(?<secret>whsec_(?:[A-Za-z0-9/=+]|\\\\u002B)+)|(?<event>evt_[0-9a-f]{32})"
        + "|(?<key>ea_(?:admin|client)_[0-9a-f]{64})|(?<prefix>ea_client_[0-9a-f]{6})"
        + "|(?<=\"next\":\")(?<cursor>[A-Za-z0-9_-]{20,}|AAAB[A-Za-z0-9_-]{15})(?=\")"
        + "|(?<=\"traceId\":\")(?<trace>[^\"]+)|(?<=\":)(?<time>(?:1[6-9]|[23][0-9])[0-9]{11})(?=[,}])")]
    private static partial Regex Changing();
}
