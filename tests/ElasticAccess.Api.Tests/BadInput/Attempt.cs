using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ElasticAccess.Api.Tests.BadInput;

/// <summary>A request that must be refused, and how.</summary>
/// <param name="Text">What the error must say; null where the words are free.</param>
internal sealed record Attempt(string Name, Target Target, string Version, byte[] Body, int Status, string? Text = null)
{
    public string? ContentType { get; init; } = "application/json";

    public (string Name, string Value)? Header { get; init; }

    /// <summary>Behind the path.</summary>
    public string Query { get; init; } = "";

    public static IEnumerable<Attempt> Of(Target target, string name, string body, int status, string? text = null) =>
        target.Versions.Select(version =>
            new Attempt(name, target, version, Encoding.UTF8.GetBytes(body), status, text));

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(
            Target.Method, new Uri($"/api/{Version}{Target.Path}{Query}", UriKind.Relative))
        {
            Content = new ByteArrayContent(Body),
        };

        // A body that is too large is not read: whoever sends it without asking may find the connection closed.
        request.Headers.ExpectContinue = Status == 413;
        if (ContentType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        if (Header is { } header && !request.Headers.TryAddWithoutValidation(header.Name, header.Value))
        {
            request.Content.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return request;
    }

    /// <summary>What is wrong with the answer; null when it is as it must be.</summary>
    public async Task<string?> FindFaultAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode != Status)
        {
            return $"{(int)answer.StatusCode} instead of {Status}: {body}";
        }

        return ProblemBody.FindFault(answer.Content.Headers.ContentType, body, Status, MemberFor(Status), Text);
    }

    public override string ToString() => $"{Version} {Target}, {Name}";

    private (string Name, JsonValueKind Kind) MemberFor(int status) => Target.Words switch
    {
        Words.Error => ("error", JsonValueKind.String),
        Words.Faults when status == 400 => (Version == "v1.0" ? "errors" : "message", JsonValueKind.Array),
        _ => ("message", JsonValueKind.String),
    };
}

/// <summary>What every error body has in common (contract 18.6).</summary>
internal static class ProblemBody
{
    private static readonly string[] Common = ["type", "title", "status", "traceId"];

    public static string? FindFault(
        MediaTypeHeaderValue? type, string body, int status, (string Name, JsonValueKind Kind) member, string? text)
    {
        if (type?.ToString() != "application/problem+json")
        {
            return $"content type {type}";
        }

        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        var names = root.EnumerateObject().Select(property => property.Name).ToArray();
        if (!names.Order().SequenceEqual(Common.Append(member.Name).Order()))
        {
            return $"members {string.Join(", ", names)}";
        }

        if (!root.GetProperty("type").GetString()!.StartsWith("urn:elastic-access:problem:", StringComparison.Ordinal)
            || root.GetProperty("title").GetString() is not { Length: > 0 }
            || root.GetProperty("status").GetInt32() != status
            || root.GetProperty("traceId").GetString() is not { Length: > 0 })
        {
            return $"no problem: {body}";
        }

        var words = root.GetProperty(member.Name);
        if (words.ValueKind != member.Kind)
        {
            return $"{member.Name} is no {member.Kind}: {body}";
        }

        string[] texts = words.ValueKind == JsonValueKind.Array
            ? [.. words.EnumerateArray().Select(word => word.GetString()!)]
            : words.GetString()!.Split("; ");
        return text is null || texts.Contains(text) ? null : $"does not say `{text}`: {string.Join(" | ", texts)}";
    }
}
