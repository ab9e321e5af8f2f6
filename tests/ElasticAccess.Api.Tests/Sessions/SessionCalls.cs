using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ElasticAccess.Api.Tests.Sessions;

/// <summary>Plain calls on sessions, for what the wire looks like.</summary>
internal static partial class SessionCalls
{
    public static async Task<WireAnswer> CallAsync(
        this HttpClient http, string method, string path, object? body = null, string? instance = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Content = body switch
        {
            null => null,
            string text => new StringContent(text, System.Text.Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        if (instance is not null)
        {
            request.Headers.Add("x-instance-id", instance);
        }

        using var answer = await http.SendAsync(request);
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static async Task<string> CreateSessionAsync(this HttpClient http, string instance)
    {
        var answer = await http.CallAsync("POST", "/api/v1.1/sessions", new { instanceId = instance }, instance);
        Assert.Equal(200, answer.Status);
        return (string)answer.Json["sessionId"]!;
    }

    /// <summary>A request for one of each item, as Maria.</summary>
    public static object Wants(params string[] items) => new
    {
        requester = new { type = "user", value = "maria" },
        requestedItems = items.Select(item => new { item, count = 1 }),
        rollbackOnDeny = true,
    };

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    internal static partial Regex TraceId();
}

internal sealed record WireAnswer(int Status, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>All but the id of the request.</summary>
    public WireAnswer WithoutTrace => this with { Text = SessionCalls.TraceId().Replace(Text, "") };

    public string? Message => JsonSerializer.Deserialize<JsonElement>(Text).GetProperty("message").GetString();
}
