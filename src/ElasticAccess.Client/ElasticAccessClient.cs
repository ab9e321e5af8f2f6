using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <summary>The Elastic Access service: one method per operation of its API.</summary>
/// <remarks>
/// <para>Make one and share it; it is safe for use by several threads.</para>
/// <para>
/// Every method throws <see cref="ElasticAccessException"/> when the service refuses the call or no usable answer
/// comes, <see cref="OperationCanceledException"/> when the caller gives up, and <see cref="ArgumentException"/> for an
/// argument that could not be sent. Nothing is ever granted without an explicit answer of the service.
/// </para>
/// </remarks>
public sealed partial class ElasticAccessClient : IDisposable
{
    private readonly ElasticAccessOptions _options;
    private readonly HttpClient? _ownHttp;
    private readonly Transport _transport;
    private readonly Paths _paths;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="options">Where the service is, and who calls.</param>
    /// <param name="http">
    /// An HTTP client to send with, which stays the caller's; its own base address and headers do not matter. Turn off
    /// redirects in its handler: a redirected POST becomes a GET. Null: the client makes its own.
    /// </param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public ElasticAccessClient(ElasticAccessOptions options, HttpClient? http = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Checked();
        _ownHttp = http is null ? OwnHttp() : null;
        _transport = new Transport(_options, http ?? _ownHttp!);
        _paths = new Paths(_options.ApiVersion);
    }

    internal TimeProvider Time => _options.TimeProvider;

    /// <summary>Closes the client's own connections; an HTTP client that was passed in stays open.</summary>
    public void Dispose() => _ownHttp?.Dispose();

    // The time-out of an attempt is ours, and connections are renewed so that a change of address is noticed.
    private static HttpClient OwnHttp() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static Call Get(string path) => new(HttpMethod.Get, path);

    private Call Write(HttpMethod method, string path, RequestOptions? options) => new(method, path)
    {
        IdempotencyKey = (options ?? new RequestOptions()).KeyToSend(_options.SendIdempotencyKeys),
    };

    private Call Write<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> json, RequestOptions? options)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Write(method, path, options) with { Body = JsonSerializer.SerializeToUtf8Bytes(body, json) };
    }

    private async Task<Answer> SendAsync(Call call, CancellationToken ct)
    {
        var answer = await _transport.SendAsync(call, ct).ConfigureAwait(false);
        return answer.IsSuccess ? answer : throw ElasticAccessException.Refused(call, answer);
    }

    private async Task<T> SendAsync<T>(Call call, JsonTypeInfo<T> json, CancellationToken ct) =>
        Read(call, await SendAsync(call, ct).ConfigureAwait(false), json);

    private static T Read<T>(Call call, Answer answer, JsonTypeInfo<T> json)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, json)
                ?? throw ElasticAccessException.Unreadable(call, answer, "It is null.");
        }
        catch (JsonException e)
        {
            throw ElasticAccessException.Unreadable(call, answer, e.Message, e);
        }
    }

    private static async IAsyncEnumerable<T> AllAsync<T>(
        Func<long, CancellationToken, Task<Page<T>>> page, [EnumeratorCancellation] CancellationToken ct)
    {
        var next = 0L;
        do
        {
            var current = await page(next, ct).ConfigureAwait(false);
            foreach (var item in current.Items)
            {
                yield return item;
            }

            // A cursor that does not move would be asked for, and paid for, forever.
            next = current.Next != next || next == 0
                ? current.Next
                : throw new InvalidOperationException($"The service repeats the cursor {next}.");
        }
        while (next != 0);
    }

    private async Task<Page<T>> PageAsync<T>(string path, JsonTypeInfo<ContentPage<T>> json, CancellationToken ct)
    {
        var page = await SendAsync(Get(path), json, ct).ConfigureAwait(false);
        return new Page<T>(page.Content, page.Next);
    }

    private static string? Cursor(long next) => next == 0 ? null : $"{next}";
}
