using System.Text.Json;

namespace ElasticAccess.Client.Http;

/// <summary>What an error body says, in whichever of the contract's shapes (sections 2 and 18.6).</summary>
internal sealed record ErrorBody(IReadOnlyList<string> Faults, string? Type, string? TraceId)
{
    private static readonly ErrorBody Empty = new([], null, null);

    // The first member that says anything counts: the others repeat it, and "title" only names the kind.
    private static readonly string[] Members = ["message", "error", "errors", "detail", "title"];

    public static ErrorBody Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement) : Empty;
        }
        catch (JsonException)
        {
            // A proxy's HTML page, or nothing: the status has to do.
            return Empty;
        }
    }

    /// <summary>True for the body of an access request's result, which a denied session request carries.</summary>
    public static bool HasResult(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("requestedItems", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ErrorBody Read(JsonElement body)
    {
        var faults = Members
            .Select(name => body.TryGetProperty(name, out var member) ? Texts(member) : [])
            .FirstOrDefault(texts => texts.Count > 0) ?? [];
        return new ErrorBody(faults, Text(body, "type"), Text(body, "traceId"));
    }

    private static List<string> Texts(JsonElement member) => member.ValueKind switch
    {
        JsonValueKind.String => [member.GetString()!],
        JsonValueKind.Array => [.. member.EnumerateArray().SelectMany(Texts)],
        // A line of an import: { line, column, message }.
        JsonValueKind.Object when member.TryGetProperty("message", out var message) => Texts(message),
        _ => [],
    };

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
