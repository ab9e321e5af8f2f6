using System.Net.Http.Headers;
using System.Text;

namespace ElasticAccess.Chaos.Work;

/// <summary>Sends an intent once, over plain HTTP, to a replica through its proxy.</summary>
internal sealed class Sender(Uri[] replicas, Credentials credentials) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="leaves">When the client goes away without the answer; null: when its patience ends.</param>
    public async Task<Attempt> SendAsync(Intent intent, int replica, TimeSpan? leaves, CancellationToken end)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(end);
        leaving.CancelAfter(leaves ?? Patience);
        var ct = leaving.Token;
        using var request = new HttpRequestMessage(
            new HttpMethod(intent.Method), new Uri(replicas[replica], intent.Path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credentials.For(intent.Kind));
        if (intent.Kind != IntentKind.Heartbeat)
        {
            request.Headers.Add("Idempotency-Key", intent.Key);
        }

        if (intent.Session is not null || intent.Kind == IntentKind.SessionCreate)
        {
            request.Headers.Add("x-instance-id", intent.Instance);
        }

        if (intent.Body is not null)
        {
            request.Content = new StringContent(intent.Body, Encoding.UTF8, "application/json");
        }

        try
        {
            using var answer = await http.SendAsync(request, ct);
            var body = await answer.Content.ReadAsByteArrayAsync(ct);
            return new(
                (int)answer.StatusCode, body, answer.Headers.Contains("Idempotency-Replayed"),
                answer.Headers.RetryAfter is not null, Unreachable: false);
        }
        catch (HttpRequestException fault)
            when (fault is { HttpRequestError: HttpRequestError.ConnectionError, StatusCode: null })
        {
            return Attempt.Lost with { Unreachable = true };
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            return Attempt.Lost;
        }
    }

    public void Dispose() => http.Dispose();
}

/// <summary>Administration for line items, a client's for the rest.</summary>
internal sealed record Credentials(string Admin, string Client)
{
    public string For(IntentKind kind) => kind == IntentKind.LineItem ? Admin : Client;
}
