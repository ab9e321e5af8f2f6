using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Sessions;

/// <summary>
/// The sandbox clock stands still between the minutes that a test names. Each test class has a service; its tests run
/// one after the other on instances of their own, and each counts its minutes from where the one before left the clock.
/// </summary>
public abstract class SandboxTest(Store store) : IClassFixture<OwnService>, IAsyncLifetime
{
    private static readonly (string, string)[] Settings =
        [("environment", "Staging"), ("ElasticAccess:Sandbox", "true")];

    private Service? service;
    private long zeroMs;

    protected Service Service => service!;

    protected string Instance { get; private set; } = "";

    protected string LineItem { get; private set; } = "";

    /// <summary>Of the line item's rate tables.</summary>
    protected string Series { get; private set; } = "";

    protected string LineItems => $"/provisioning/api/v1.1/instances/{Instance}/line-items";

    /// <summary>1,000 tokens; a at 6, b at 9.</summary>
    public async ValueTask InitializeAsync()
    {
        service = await OwnService.OfClassAsync(store, Settings);
        var clock = await Service.Raw.GetFromJsonAsync<JsonElement>("/sandbox/clock");
        zeroMs = clock.GetProperty("now").GetInt64() + 3_600_000;
        await MoveToAsync(0);
        await SetPeriodAsync("PT60M");
        Instance = await Service.NewInstance();
        LineItem = $"LI-{Instance}";
        Series = await Service.NewSeries("a=6", "b=9");
        await SetQuantityAsync(1_000);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
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

    /// <summary>Only puts the clock there, as if this replica stood still until the next call.</summary>
    protected async Task JumpAsync(decimal minute)
    {
        var now = Minute(minute).ToString(CultureInfo.InvariantCulture);
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        await db.Settings.Where(setting => setting.Name == "sandbox.now")
            .ExecuteUpdateAsync(setting => setting.SetProperty(row => row.Value, now));
    }

    protected Task SetQuantityAsync(long quantity) => Service.Admin.PutLineItemAsync(
        Instance,
        Service.LineItem(LineItem, quantity, Series) with { End = Client.Models.LineItem.Permanent });

    protected async Task SetPeriodAsync(string period)
    {
        var body = new[] { new { name = "session.charge.period", value = period } };
        Assert.Equal(200, (await Service.Raw.CallAsync("PATCH", "/provisioning/api/v1.1/configuration", body)).Status);
    }

    /// <summary>Another rate table of the line item's series, in effect from that minute on.</summary>
    protected Task PublishAsync(string version, decimal minute, params string[] items) =>
        Service.Admin.AddRateTableAsync(
            Service.Table(Series, version, DateTimeOffset.FromUnixTimeMilliseconds(Minute(minute)), items));

    /// <summary>All that the ledger says of the instance, and the session's row.</summary>
    protected async Task<string> SnapshotAsync(string session)
    {
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        var (instance, id) = (Guid.Parse(Instance), Guid.Parse(session));
        var row = await db.Sessions.AsNoTracking().SingleAsync(s => s.SessionId == id);
        var entries = await db.Entries.CountAsync(e => e.InstanceId == instance);
        var answers = await db.StoredAnswers.CountAsync();
        return JsonSerializer.Serialize(row) + await UsedAsync() + $" {entries} {answers}";
    }

    /// <summary>What the rows of the instance add up to, also those of line items that are gone.</summary>
    protected async Task<decimal> LedgerAsync()
    {
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        var instance = Guid.Parse(Instance);
        return new Domain.Tokens(
            await db.Entries.Where(e => e.InstanceId == instance).SumAsync(e => e.TokensMicro)).Value;
    }

    /// <summary>Charges and refunds later than a minute, in the order of the ledger.</summary>
    protected async Task<List<(long Minute, decimal Tokens)>> RowsAfterAsync(decimal minute)
    {
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        var (instance, from) = (Guid.Parse(Instance), Minute(minute));
        var rows = await db.Entries.AsNoTracking()
            .Where(e => e.InstanceId == instance && e.UsageMs > from && e.TokensMicro != 0)
            .OrderBy(e => e.Sequence).ToListAsync();
        return rows.ConvertAll(e => ((e.UsageMs - zeroMs) / 60_000, new Domain.Tokens(e.TokensMicro).Value));
    }

    protected async Task VerifyAsync() => Assert.All(
        await Verification.RunAsync(Service.Services.GetRequiredService<IStore>(), CancellationToken.None),
        finding => Assert.Empty(finding.Violations));

    protected async Task<decimal> UsedAsync() =>
        (await Service.Admin.GetLineItemAsync(Instance, LineItem)).Used ?? throw new InvalidOperationException();

    protected async Task<string> CreateAsync()
    {
        using var answer = await Service.Raw.PostAsJsonAsync("/api/v1.1/sessions", new { instanceId = Instance });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sessionId").GetString()!;
    }

    /// <summary>Items by name, one of each; the answer's status and the items' codes.</summary>
    protected async Task<string> RequestAsync(
        string session, string items, bool rollbackOnDeny = true, string version = "v1.1", string query = "",
        string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/{version}/sessions/{session}{query}");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        request.Content = JsonContent.Create(new
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
        using var answer = await Service.Raw.SendAsync(request);
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
        using var answer = await Service.Raw.DeleteAsync(
            new Uri($"/api/{version}/sessions/{session}", UriKind.Relative));
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
