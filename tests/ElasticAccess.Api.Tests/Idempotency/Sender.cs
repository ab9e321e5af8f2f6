using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ElasticAccess.Api.Tests.Idempotency;

/// <summary>What came back: the status, the body to the byte, and whether it says that it is a replay.</summary>
internal sealed record Received(HttpStatusCode Status, string Body, string? ContentType, bool IsReplay)
{
    /// <summary>The same answer again, but for the header that says so.</summary>
    public void AssertReplays(Received first) => Assert.Equal(first with { IsReplay = true }, this);
}

internal static class Sender
{
    public const string Header = "Idempotency-Key";

    public static async Task<Received> SendAsync(
        this HttpClient http, string method, string path, string? key, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(Header, key));
        }

        using var answer = await http.SendAsync(request);
        return new(
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(),
            answer.Content.Headers.ContentType?.ToString(),
            Says(answer.Headers));
    }

    public static string NewKey() => Guid.NewGuid().ToString();

    private static bool Says(HttpResponseHeaders headers) =>
        headers.TryGetValues("Idempotency-Replayed", out var values) && values.Single() == "true";
}
