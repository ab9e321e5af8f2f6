using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Contestants;

/// <summary>A producer who has signed in to the console, without the time that a browser takes.</summary>
internal sealed partial class ConsoleVisit : IDisposable
{
    private const string SignIn = "/console/sign-in";

    private readonly HttpClient _http;

    private ConsoleVisit(Uri address) => _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
    {
        BaseAddress = address,
    };

    /// <summary>By the form, as a browser sends it.</summary>
    public static async Task<ConsoleVisit> SignInAsync(Uri address)
    {
        var visit = new ConsoleVisit(address);
        var form = await visit._http.GetStringAsync(new Uri(SignIn, UriKind.Relative));
        using var body = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(form).Groups[1].Value),
            ["key"] = ServiceProcess.AdminKey,
        });
        using var answer = await visit._http.PostAsync(new Uri(SignIn, UriKind.Relative), body);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? visit
            : throw new InvalidOperationException($"sign-in: {(int)answer.StatusCode}");
    }

    /// <summary>Milliseconds until the whole page has come.</summary>
    /// <param name="holding">A page that could not ask the service is quick, too; it does not hold this.</param>
    public async Task<double> TimeAsync(string path, string holding)
    {
        var begun = Stopwatch.GetTimestamp();
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();
        var ms = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return answer.StatusCode == HttpStatusCode.OK && page.Contains(holding, StringComparison.Ordinal)
            ? ms
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {page}");
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
