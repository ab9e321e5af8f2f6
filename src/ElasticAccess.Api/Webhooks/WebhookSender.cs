using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ElasticAccess.Domain.Webhooks;

namespace ElasticAccess.Api.Webhooks;

/// <summary>How names become addresses; tests say what they resolve to.</summary>
internal delegate Task<IPAddress[]> ResolveName(string host, CancellationToken ct);

/// <summary>What a receiver made of a delivery.</summary>
/// <param name="Status">Null when there was no answer.</param>
/// <param name="Fault">In our own words; null for 2xx.</param>
internal sealed record Sent(int? Status, string? Fault, TimeSpan Took)
{
    /// <summary>The receiver asks to be left alone.</summary>
    public bool IsGone => Status == StatusCodes.Status410Gone;
}

/// <summary>
/// One attempt. The address is judged where it is connected to, so a name that resolves otherwise a moment later
/// changes nothing; no redirect is followed and no proxy asked, since both would be ways around that.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private const string Refused = "the name resolves to a private, local or reserved address";
    private const int AnswerKilobytesMax = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly WebhookOptions options;
    private readonly ResolveName resolve;
    private readonly HttpMessageInvoker http;

    public WebhookSender(WebhookOptions options, ResolveName resolve)
    {
        this.options = options;
        this.resolve = resolve;
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = AnswerKilobytesMax,
            MaxResponseDrainSize = AnswerKilobytesMax * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        });
    }

    /// <param name="id">The same at every attempt, by which the receiver knows what it has had.</param>
    /// <param name="secrets">One, and in the time after a rotation the one before.</param>
    public async Task<Sent> SendAsync(
        string url, string id, string body, IReadOnlyList<string> secrets, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var request = Request(url, id, body, secrets);
            using var answer = await http.SendAsync(request, patience.Token);
            var status = (int)answer.StatusCode;
            return new(status, answer.IsSuccessStatusCode ? null : $"answered {status}", Took());
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(null, $"no answer within {Patience.TotalSeconds:0} s", Took());
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new(null, Words(fault), Took());
        }

        TimeSpan Took() => Stopwatch.GetElapsedTime(began);
    }

    public void Dispose() => http.Dispose();

    // Receivers compare with real time, as the service does with the times of tokens; a sandbox's clock would refuse
    // everything.
    private static HttpRequestMessage Request(string url, string id, string body, IReadOnlyList<string> secrets)
    {
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var signatures = secrets.Select(secret => WebhookSecrets.Sign(secret, id, seconds, body));
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "ElasticAccess");
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", $"{seconds}");
        request.Headers.TryAddWithoutValidation("webhook-signature", string.Join(' ', signatures));
        return request;
    }

    // Nothing of what the other side has sent: it could be anything.
    private static string Words(Exception fault) => fault.GetBaseException() switch
    {
        RefusedAddressException => Refused,
        SocketException socket => $"could not be reached: {socket.SocketErrorCode}",
        System.Security.Authentication.AuthenticationException => "the TLS certificate was not accepted",
        _ when fault is HttpRequestException http => $"could not be reached: {http.HttpRequestError}",
        var other => $"could not be sent: {other.GetType().Name}",
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, ct);
        if (!options.AllowPrivateAddresses && !Array.TrueForAll(addresses, PublicAddress.Is))
        {
            throw new RefusedAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class RefusedAddressException() : Exception(Refused);
}
