using System.Net.Http.Headers;

namespace ElasticAccess.Client.Http;

/// <summary>Sends calls, and sends them again where that can do no harm.</summary>
internal sealed class Transport(ElasticAccessOptions options, HttpClient http)
{
    private readonly string _base = options.BaseAddress.AbsoluteUri.TrimEnd('/');
    private readonly string _host = options.BaseAddress.GetLeftPart(UriPartial.Authority);
    private readonly TimeProvider _time = options.TimeProvider;

    /// <summary>The last answer, of whatever status. Throws when none came.</summary>
    public async Task<Answer> SendAsync(Call call, CancellationToken ct)
    {
        var start = _time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var (answer, fault) = await TryOnceAsync(call, ct).ConfigureAwait(false);
            if (answer is { IsTransient: false })
            {
                return answer;
            }

            var pause = call.MayBeRepeated ? PauseAfter(call, attempt, answer, start) : null;
            if (pause is null)
            {
                return answer ?? throw ElasticAccessException.NoAnswer(call, attempt, fault!);
            }

            await Task.Delay(pause.Value, _time, ct).ConfigureAwait(false);
        }
    }

    private TimeSpan? PauseAfter(Call call, int attempt, Answer? answer, long start) => RetryPolicy.PauseAfter(
        options.Retry,
        attempt,
        answer?.RetryAfter,
        options.Random.NextDouble(),
        left: call.RetryFor - _time.GetElapsedTime(start));

    private async Task<(Answer? Answer, Exception? Fault)> TryOnceAsync(Call call, CancellationToken ct)
    {
        using var request = Request(call);
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return (new Answer(response.StatusCode, body, RetryAfter(response)), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (null, e);
        }
    }

    private HttpRequestMessage Request(Call call)
    {
        var request = new HttpRequestMessage(call.Method, new Uri((call.IsOfHost ? _host : _base) + call.Path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Credential.BearerToken());
        request.Headers.Accept.Add(new(call.Accept));
        if (call.IdempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", call.IdempotencyKey);
        }

        if (call.InstanceId is not null)
        {
            request.Headers.Add("x-instance-id", call.InstanceId);
        }

        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(call.MediaType);
        }

        return request;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => TimeSpan.FromTicks(Math.Max(0, (date - _time.GetUtcNow()).Ticks)),
        _ => null,
    };
}
