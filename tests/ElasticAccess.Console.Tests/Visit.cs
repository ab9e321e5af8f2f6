using System.Net;
using System.Text.RegularExpressions;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Console.Tests;

/// <summary>The console without a browser: what another site, or somebody with a socket, would send.</summary>
internal sealed partial class Visit(Uri address) : IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false })
    {
        BaseAddress = address,
    };

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    /// <param name="cookies">Of another visit, instead of its own.</param>
    public async Task<HttpResponseMessage> GetWithAsync(string path, string cookies)
    {
        using var bare = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(http.BaseAddress!, path));
        request.Headers.Add("Cookie", cookies);
        return await bare.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var body = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return http.PostAsync(new Uri(path, UriKind.Relative), body);
    }

    /// <summary>The token that a page of this visit carries in its forms.</summary>
    public async Task<string> TokenAsync(string path)
    {
        using var page = await GetAsync(path);
        return WebUtility.HtmlDecode(Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value);
    }

    /// <returns>The cookie that was given, as it is sent back.</returns>
    public async Task<string> SignInAsync(string key = ServiceProcess.AdminKey)
    {
        const string path = "/console/sign-in";
        using var answer = await PostAsync(
            path, ("_handler", "sign-in"), ("__RequestVerificationToken", await TokenAsync(path)), ("key", key));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("ea_console=")).Split(';')[0];
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
