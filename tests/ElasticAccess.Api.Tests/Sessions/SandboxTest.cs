using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

/// <summary>
/// A service of its own with the sandbox clock, which stands still between the minutes that a test names. Each test
/// class has one; its tests run one after the other and each counts its minutes from where it begins.
/// </summary>
public abstract class SandboxTest(Store store) : IAsyncLifetime
{
    private static readonly (string, string)[] Settings =
        [("environment", "Staging"), ("ElasticAccess:Sandbox", "true")];

    private Service? service;
    private long zeroMs;

    protected Service Service => service!;

    protected string Instance { get; private set; } = "";

    protected string LineItem { get; private set; } = "";

    /// <summary>1,000 tokens; a at 6, b at 9.</summary>
    public async ValueTask InitializeAsync()
    {
        service = await Service.StartAsync(store, Settings);
        zeroMs = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds();
        await MoveToAsync(0);
        Instance = await Service.NewInstance();
        LineItem = $"LI-{Instance}";
        var series = await Service.NewSeries("a=6", "b=9");
        var lineItem = Service.LineItem(LineItem, 1_000, series) with { End = Client.Models.LineItem.Permanent };
        await Service.Admin.PutLineItemAsync(Instance, lineItem);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The clock at a minute of the test.</summary>
    protected long Minute(decimal minute) => zeroMs + (long)(minute * 60_000);

    protected Task MoveToAsync(decimal minute) => MoveToAsync(DateTimeOffset.FromUnixTimeMilliseconds(Minute(minute)));

    protected async Task MoveToAsync(DateTimeOffset at)
    {
        var clock = new { now = at.ToUnixTimeMilliseconds() };
        using var answer = await Service.Raw.PutAsJsonAsync("/sandbox/clock", clock);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    protected async Task<decimal> UsedAsync() =>
        (await Service.Admin.GetLineItemAsync(Instance, LineItem)).Used ?? throw new InvalidOperationException();

    protected async Task<string> CreateAsync()
    {
        using var answer = await Service.Raw.PostAsJsonAsync("/api/v1.1/sessions", new { instanceId = Instance });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sessionId").GetString()!;
    }

    /// <summary>Items by name, one of each; the answer's status and the items' codes.</summary>
    protected async Task<string> RequestAsync(string session, string items, bool rollbackOnDeny = true, string version = "v1.1")
    {
        using var answer = await Service.Raw.PutAsJsonAsync($"/api/{version}/sessions/{session}", new
        {
            requester = new { type = "user", value = "maria" },
            requestedItems = items.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(item => item.Split('*')).Select(parts => new
                {
                    item = parts[^1],
                    count = parts.Length == 1 ? 1m : decimal.Parse(parts[0], CultureInfo.InvariantCulture),
                }),
            rollbackOnDeny,
        });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var codes = body.TryGetProperty("requestedItems", out var answered)
            ? answered.EnumerateArray().Select(item => item.GetProperty("status").GetProperty("code").GetString())
            : ["-"];
        return string.Join(' ', codes.Prefix((int)answer.StatusCode));
    }

    protected async Task<int> HeartbeatAsync(string session, string version = "v1.1")
    {
        using var answer = await Service.Raw.GetAsync(
            new Uri($"/api/{version}/sessions/{session}/heartbeat", UriKind.Relative));
        return (int)answer.StatusCode;
    }

    protected async Task<int> CloseAsync(string session, string version = "v1.1")
    {
        using var answer = await Service.Raw.DeleteAsync(new Uri($"/api/{version}/sessions/{session}", UriKind.Relative));
        return (int)answer.StatusCode;
    }

    protected async Task<string> StateAsync(string session) => (await Service.Raw.GetFromJsonAsync<JsonElement>(
        $"/api/v1.1/sessions/{session}")).GetProperty("state").GetString()!;

    /// <summary>The minute up to which the session has paid; null when it is not live.</summary>
    protected async Task<decimal?> ChargedUntilAsync(string session)
    {
        var list = await Service.Raw.GetFromJsonAsync<JsonElement>($"/api/v1.1/sessions?instanceId={Instance}");
        foreach (var live in list.EnumerateArray())
        {
            if (live.GetProperty("sessionId").GetString() == session)
            {
                return (live.GetProperty("chargedUntil").GetInt64() - zeroMs) / 60_000m;
            }
        }

        return null;
    }
}

file static class Text
{
    public static IEnumerable<string> Prefix(this IEnumerable<string?> codes, int status) =>
        codes.Select(code => code!).Prepend(status.ToString(CultureInfo.InvariantCulture));
}
