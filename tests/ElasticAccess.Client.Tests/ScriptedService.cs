using System.Net;
using System.Text;
using System.Threading.Channels;
using ElasticAccess.Client.Credentials;

namespace ElasticAccess.Client.Tests;

/// <summary>A request as it went over the wire.</summary>
public sealed record Sent(
    string Method, string Url, string? Body, IReadOnlyDictionary<string, string> Headers, DateTimeOffset At)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>Answers from a script; throws on any call that is not in it.</summary>
public sealed class ScriptedService
{
    public const string Base = "https://example.test/dynamicmonetization";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<Func<HttpResponseMessage>>> _script = [];
    private readonly Channel<Sent> _arrivals = Channel.CreateUnbounded<Sent>();
    private readonly List<Sent> _sent = [];

    public ManualTime Time { get; } = new();

    public IReadOnlyList<Sent> Sent
    {
        get
        {
            lock (_lock)
            {
                return [.. _sent];
            }
        }
    }

    public ElasticAccessClient Client(Func<ElasticAccessOptions, ElasticAccessOptions>? with = null)
    {
        var options = new ElasticAccessOptions
        {
            BaseAddress = new Uri(Base),
            Credential = Credential.ApiKey("ea_admin_test"),
            TimeProvider = Time,
            Random = new Random(1),
        };
        return new ElasticAccessClient(
            with?.Invoke(options) ?? options,
            new HttpClient(new Handler(this)) { Timeout = Timeout.InfiniteTimeSpan });
    }

    /// <summary>The next call of this method and path is answered so; several for one path are used in order.</summary>
    public ScriptedService On(
        string call, int status, string body = "", params (string Name, string Value)[] headers) =>
        Add(call, () =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            foreach (var (name, value) in headers)
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }

            return response;
        });

    /// <summary>As <see cref="On"/>, but ahead of what the script already has for this call.</summary>
    public void PutFirst(string call, int status, string body)
    {
        var later = _script.Remove(call, out var answers) ? answers : [];
        On(call, status, body);
        foreach (var answer in later)
        {
            _script[call].Enqueue(answer);
        }
    }

    public ScriptedService Broken(string call) =>
        Add(call, () => throw new HttpRequestException("Connection reset."));

    public ScriptedService Silent(string call) => Add(call, () => throw new OperationCanceledException("silent"));

    public async Task<Sent> Arrival()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await _arrivals.Reader.ReadAsync(patience.Token);
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(ct);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        var url = request.RequestUri!.AbsoluteUri;
        var sent = new Sent(request.Method.Method, url, body, headers, Time.GetUtcNow());
        Func<HttpResponseMessage> answer;
        lock (_lock)
        {
            _sent.Add(sent);
            var call = $"{request.Method} {url[Base.Length..]}";
            answer = url.StartsWith(Base, StringComparison.Ordinal)
                && _script.TryGetValue(call, out var answers) && answers.TryDequeue(out var next)
                    ? next
                    : throw new InvalidOperationException($"Nobody told us about {request.Method} {url}");
        }

        _arrivals.Writer.TryWrite(sent);
        try
        {
            return answer();
        }
        catch (OperationCanceledException)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            throw;
        }
    }

    private ScriptedService Add(string call, Func<HttpResponseMessage> answer)
    {
        lock (_lock)
        {
            if (!_script.TryGetValue(call, out var answers))
            {
                _script[call] = answers = new();
            }

            answers.Enqueue(answer);
        }

        return this;
    }

    private sealed class Handler(ScriptedService service) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            service.AnswerAsync(request, cancellationToken);
    }
}
