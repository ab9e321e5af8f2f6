using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Tests;

/// <summary>Plain HTTP as administrator in v1.1, where the words on the wire matter.</summary>
internal static class Plain
{
    public static async Task<JsonNode> SendAsync(
        Service service, string method, string path, string? body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"/api/v1.1{path}", UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await service.Raw.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}
