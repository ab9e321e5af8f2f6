using System.Text.Json;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// What a POST changed: the path of the thing itself, which for a new one is known only from the answer, and which does
/// not end in a verb.
/// </summary>
internal static class AuditedResource
{
    private static readonly string[] Ids = ["activationId", "id"];

    public static string Of(string path, IAnswer answer, HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || IdOf(answer, context) is not { } id)
        {
            return path;
        }

        var end = path.IndexOf($"/{id}/", StringComparison.Ordinal);
        return end >= 0 ? path[..(end + id.Length + 1)] : $"{path}/{id}";
    }

    private static string? IdOf(IAnswer answer, HttpContext context)
    {
        using var json = JsonDocument.Parse(answer.Render(ErrorContext.Of(context)).Body);
        return json.RootElement.ValueKind != JsonValueKind.Object
            ? null
            : Ids.Select(name => json.RootElement.TryGetProperty(name, out var id) ? id.GetString() : null)
                .FirstOrDefault(id => id is not null);
    }
}
