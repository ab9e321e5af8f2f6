using System.CommandLine;
using System.Text.Json;
using ElasticAccess.Cli.Commands;
using ElasticAccess.Cli.Connecting;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client;

namespace ElasticAccess.Cli;

/// <summary>One command at work: what was asked for, the service, and where answers go.</summary>
internal sealed class Run : IDisposable
{
    private readonly ParseResult _asked;
    private readonly Heard _heard = new();
    private readonly Lazy<ElasticAccessClient> _client;

    public Run(ParseResult asked, TextWriter output, CancellationToken ct)
    {
        _asked = asked;
        Ct = ct;
        _client = new(Connect);
        var isColourless = Get(Given.NoColor) || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("TERM") == "dumb";
        IsErrorPlain = isColourless || Console.IsErrorRedirected;
        Out = new Printer(Get(Given.Output), output, isPlain: isColourless || Console.IsOutputRedirected);
        Output = output;
    }

    public ElasticAccessClient Client => _client.Value;

    public CancellationToken Ct { get; }

    public Printer Out { get; }

    /// <summary>Standard output itself, for what is no answer of the service.</summary>
    public TextWriter Output { get; }

    /// <summary>How long one attempt of a call may take.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(Get(Given.Timeout));

    /// <summary>No bars and colours on standard error.</summary>
    public bool IsErrorPlain { get; }

    public ExitCode Code { get; set; }

    /// <summary>The idempotency key of the one writing call of a command.</summary>
    public RequestOptions Keyed => new() { IdempotencyKey = Get(Given.IdempotencyKey) };

    public T? Get<T>(Option<T> option) => _asked.GetValue(option);

    public T? Get<T>(Argument<T> argument) => _asked.GetValue(argument);

    public T Need<T>(Option<T> option) => _asked.GetRequiredValue(option);

    public T Need<T>(Argument<T> argument) => _asked.GetRequiredValue(argument);

    public bool Has(Option option) => _asked.GetResult(option) is { Implicit: false };

    /// <summary>To people, never into the data; after the data before it, also where both go into one file.</summary>
    public static void Say(string line)
    {
        Console.Out.Flush();
        Console.Error.WriteLine(line);
    }

    /// <summary>Waits for a call and shows its answer as it came.</summary>
    public async Task<T> ShowAsync<T>(View view, Task<T> call)
    {
        var answer = await call;
        Out.One(view, _heard.Body);
        return answer;
    }

    /// <summary>Waits for a call that has nothing to show.</summary>
    public static async Task DoneAsync(Task call, string said)
    {
        await call;
        Say(said);
    }

    /// <summary>The answer heard last, as it came.</summary>
    public byte[] Heard => _heard.Body;

    /// <summary>All pages of a list as one.</summary>
    /// <param name="member">Where a page has its rows; null: the answer is the array itself.</param>
    /// <param name="page">Asks for the page at a cursor; gives back the next one, null when there is none.</param>
    public Task ShowAllAsync<TCursor>(View view, string? member, TCursor first, Func<TCursor, Task<TCursor?>> page)
        where TCursor : notnull => Out.AllAsync(view, PagesAsync(member, first, page));

    public Task ShowAllAsync<T>(View view, Func<long, Task<Client.Models.Page<T>>> page, string member = "content") =>
        ShowAllAsync<Cursor>(view, member, new(0), async at =>
            await page(at.Next) is { HasMore: true } more ? new Cursor(more.Next) : null);

    public Task ShowArrayAsync<T>(View view, Task<T> call) =>
        ShowAllAsync<Cursor>(view, null, new(0), async _ =>
        {
            await call;
            return null;
        });

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }

        _heard.Dispose();
    }

    private async IAsyncEnumerable<JsonElement> PagesAsync<TCursor>(
        string? member, TCursor first, Func<TCursor, Task<TCursor?>> page)
        where TCursor : notnull
    {
        for (TCursor? at = first; at is not null;)
        {
            at = await page(at);
            using var json = JsonDocument.Parse(_heard.Body);
            foreach (var row in (member is null ? json.RootElement : json.RootElement.GetProperty(member))
                .EnumerateArray())
            {
                yield return row.Clone();
            }
        }
    }

    /// <summary>The same service with another API key.</summary>
    public ElasticAccessClient ConnectWith(string key) => new(new()
    {
        BaseAddress = Where.Checked(Where.Find(Get(Given.Profile), Get(Given.Url)).Url),
        Credential = global::ElasticAccess.Client.Credentials.Credential.ApiKey(key),
        AttemptTimeout = Patience,
    });

    private ElasticAccessClient Connect()
    {
        var profile = Where.Find(Get(Given.Profile), Get(Given.Url));
        var address = Where.Checked(profile.Url);
        if (address is { Scheme: "http", IsLoopback: false })
        {
            Say($"The key travels to {address.Host} in clear: use https.");
        }

        var http = new HttpClient(_heard, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        return new ElasticAccessClient(
            new() { BaseAddress = address, Credential = profile.Credential(), AttemptTimeout = Patience },
            http);
    }

    private sealed record Cursor(long Next);
}
