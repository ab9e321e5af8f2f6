using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Crash;

/// <summary>
/// One request as its client knows it: written down before it is sent, and again when it is answered.
/// </summary>
internal sealed class JournalEntry
{
    public string Key { get; } = Guid.NewGuid().ToString();

    public HttpStatusCode? Status { get; set; }

    public Guid CorrelationId { get; set; }

    public bool IsReplay { get; set; }

    /// <summary>Times without an answer: refused, cut off, or 503.</summary>
    public int Unknown { get; set; }

    public string? Fault { get; set; }
}

/// <summary>
/// Clients that charge one instance as fast as they can and keep a journal. Each repeats a request under its key until
/// it has an answer, unless it is told to give up at once.
/// </summary>
internal sealed class Journal(string instance, bool repeats = true)
{
    private const int Clients = 16;
    private const int RepeatsMax = 1_000;
    private const string Body =
        """
        {"requester":{"type":"user","value":"maria"},"requestedItems":[{"item":"a","count":1},{"item":"none","count":1}]}
        """;

    private readonly ConcurrentQueue<JournalEntry> entries = new();
    private volatile bool stopped;
    private int answered;

    public IReadOnlyCollection<JournalEntry> Entries => entries;

    /// <summary>Where the service is now; it moves when the service is started again.</summary>
    public Uri? Address { get; set; }

    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(WorkAsync)));

    public void Stop() => stopped = true;

    /// <summary>Waits for so many further answers; a service that gives none fails the test.</summary>
    public async Task WaitForAsync(int more)
    {
        var until = Volatile.Read(ref answered) + more;
        var end = DateTime.UtcNow.AddSeconds(30);
        while (Volatile.Read(ref answered) < until)
        {
            Assert.True(DateTime.UtcNow < end, $"{answered} answers instead of {until}");
            await Task.Delay(5);
        }
    }

    private async Task WorkAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ServiceProcess.AdminKey);
        while (!stopped)
        {
            var entry = new JournalEntry();
            entries.Enqueue(entry);
            while (!await TryAsync(http, entry) && repeats && entry.Unknown < RepeatsMax)
            {
                entry.Unknown++;
                await Task.Delay(20);
            }

            Interlocked.Increment(ref answered);
        }
    }

    private async Task<bool> TryAsync(HttpClient http, JournalEntry entry)
    {
        var path = new Uri(Address!, $"/elastic/api/v1.1/instances/{instance}/access-request");
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(Body, Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", entry.Key);
        try
        {
            using var answer = await http.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            entry.Status = answer.StatusCode;
            entry.IsReplay = answer.Headers.Contains("Idempotency-Replayed");
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                entry.CorrelationId = Guid.Parse((string)JsonNode.Parse(body)!["correlationId"]!);
                return true;
            }

            entry.Fault = body;
            return answer.StatusCode != HttpStatusCode.ServiceUnavailable;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            entry.Fault = fault.ToString();
            return false;
        }
    }
}
