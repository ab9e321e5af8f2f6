using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Tests.Fuzz;

/// <summary>Sends a request and says what is wrong with the answer.</summary>
internal static class Judge
{
    private const string Csv = "text/csv";

    private static readonly string[] Problem = ["type", "title", "status", "traceId"];

    public static async Task<(int Status, string[] Faults)> SendAsync(HttpClient http, Shot shot, World world)
    {
        using var request = shot.ToRequest();
        using var answer = await http.SendAsync(request);
        var status = (int)answer.StatusCode;
        var text = await answer.Content.ReadAsStringAsync();
        var isCsv = answer.Content.Headers.ContentType?.MediaType == Csv;
        JsonNode? body = null;
        if (!isCsv && !TryParse(text, out body))
        {
            return (status, [$"is no JSON: {text}"]);
        }

        var faults = Faults(shot, answer, status, text, body).ToArray();
        if (faults.Length == 0 && answer.IsSuccessStatusCode && body is JsonObject or JsonArray)
        {
            world.Learn(shot.Operation, shot.Instance, body);
        }

        return (status, faults);
    }

    private static IEnumerable<string> Faults(
        Shot shot, HttpResponseMessage answer, int status, string text, JsonNode? body)
    {
        if (!shot.Operation.Statuses.Contains(status))
        {
            yield return $"is not described: {text}";
        }

        if ((status == 401 && answer.Headers.WwwAuthenticate.Count == 0)
            || (status == 503 && answer.Headers.RetryAfter is null))
        {
            yield return "lacks its header";
        }

        var mediaType = answer.Content.Headers.ContentType?.MediaType;
        if (mediaType == "application/problem+json")
        {
            foreach (var member in Problem.Where(member => body is not JsonObject || body[member] is null))
            {
                yield return $"lacks {member}: {text}";
            }
        }

        if (body is not null && shot.Operation.SchemaOf(status, mediaType) is { } schema)
        {
            foreach (var fault in Schema.Faults(shot.Operation.Document, schema, body))
            {
                yield return $"{fault}: {text[..Math.Min(text.Length, 500)]}";
            }
        }
        else if (text.Length > 0 != (shot.Operation.SchemaOf(status, mediaType) is not null))
        {
            yield return $"has a body of {mediaType} where none is described, or none where one is: {text}";
        }
    }

    private static bool TryParse(string text, out JsonNode? body)
    {
        body = null;
        try
        {
            body = text.Length == 0 ? null : JsonNode.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
