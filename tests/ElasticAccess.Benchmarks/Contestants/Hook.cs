using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ElasticAccess.TestSupport;
using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.Benchmarks.Contestants;

/// <summary>A webhook and the receiver behind it, on loopback; the fastest that a receiver can be.</summary>
internal sealed class Hook : IDisposable
{
    private const string Webhooks = "/api/v1.1/webhooks";

    private readonly HttpListener _listener = new();
    private readonly HttpClient _http;
    private readonly string _url;
    private string _id = "";
    private long _received;

    public Hook(Uri service)
    {
        _url = $"http://127.0.0.1:{FreePort.Find()}/";
        _listener.Prefixes.Add(_url);
        _http = new HttpClient { BaseAddress = service };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServiceProcess.AdminKey);
    }

    public long Received => Interlocked.Read(ref _received);

    public async Task OpenAsync()
    {
        _listener.Start();
        _ = Task.Run(ListenAsync);
        var answer = await SendAsync(HttpMethod.Post, Webhooks, isEnabled: false);
        _id = JsonDocument.Parse(answer).RootElement.GetProperty("id").GetString()!;
    }

    public Task EnableAsync(bool isEnabled) => SendAsync(HttpMethod.Put, $"{Webhooks}/{_id}", isEnabled);

    public void Dispose()
    {
        _listener.Close();
        _http.Dispose();
    }

    private async Task<string> SendAsync(HttpMethod method, string path, bool isEnabled)
    {
        var enabled = isEnabled ? "true" : "false";
        var body = $$"""{ "url": "{{_url}}", "events": ["line-item.changed"], "enabled": {{enabled}} }""";
        using var request = new HttpRequestMessage(method, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException(text);
    }

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                Interlocked.Increment(ref _received);
                context.Response.StatusCode = 204;
                context.Response.Close();
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
