using System.Net;
using ElasticAccess.Api.Tests.Sessions;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Forecasts;

public sealed class ForecastListOnSqlite() : ForecastListTests(Store.Sqlite);

public sealed class ForecastListOnPostgres() : ForecastListTests(Store.Postgres);

/// <summary>The list says of each instance what its own forecast says (contract 20).</summary>
public abstract class ForecastListTests(Store store) : SandboxTest(store)
{
    private const int InstancesOfSeed = 6;
    private decimal minute;

    [Fact]
    public async Task The_list_agrees_with_each_forecast_whatever_was_sold_and_used()
    {
        foreach (var seed in Seeds.UpTo(5))
        {
            var random = new Random(seed);
            var tolerance = TimeSpan.FromHours(random.Next(2) == 0 ? 0 : 12);
            await TolerateAsync(tolerance > TimeSpan.Zero);
            var instances = new List<string>();
            for (var i = 0; i < InstancesOfSeed; i++)
            {
                instances.Add(await MakeAsync(random));
            }

            using var client = Service.ClientWith(await Service.ClientKeyFor([.. instances]));
            foreach (var days in new[] { 1, 30, random.Next(1, 367) })
            {
                var listed = await client.AllForecastsAsync(days).ToListAsync();
                Assert.Equal(instances, listed.Select(one => one.InstanceId));
                foreach (var one in listed)
                {
                    var alone = await Service.Admin.GetForecastAsync(one.InstanceId, days);
                    var lineItems = await Service.Admin.ListLineItemsAsync(one.InstanceId);
                    Assert.True(
                        Figures(one) == Figures(alone), $"seed {seed}: {Figures(one)} instead of {Figures(alone)}");
                    Assert.Equal(
                        (await Service.Admin.ListSessionsAsync(one.InstanceId)).Count, one.LiveSessions);
                    Assert.Equal(
                        lineItems.Where(item => item.State == LineItemState.Deployed && item.Attributes.Elastic
                            && item.End - one.Now >= -tolerance).Sum(item => (decimal)item.Quantity),
                        one.Entitled);
                }
            }
        }
    }

    [Fact]
    public async Task A_client_is_shown_its_own_instances_only_and_an_administrator_all_page_by_page()
    {
        var mine = new[] { await Service.NewInstance(), await Service.NewInstance() };
        var other = await Service.NewInstance();
        using var client = Service.ClientWith(await Service.ClientKeyFor(mine));

        Assert.Equal(mine, (await client.ListForecastsAsync()).Items.Select(one => one.InstanceId));

        var all = new List<string>();
        for (long next = 0, turn = 0; next != 0 || turn == 0; turn++)
        {
            var page = await Service.Admin.ListForecastsAsync(next: next, size: 1);
            all.AddRange(page.Items.Select(one => one.InstanceId));
            next = page.Next;
        }

        var instances = await Service.Admin.AllInstancesAsync().ToListAsync();
        Assert.Equal(instances.Select(one => one.Id), all);
        Assert.Contains(other, all);
        var first = (await Service.Admin.ListForecastsAsync()).Items[0];
        Assert.Equal((instances[0].ShortName, instances[0].AccountId), (first.ShortName, first.AccountId));
    }

    [Theory]
    [InlineData("/api/v1.1/forecasts?days=0", 400)]
    [InlineData("/api/v1.1/forecasts?days=367&size=0", 400)]
    [InlineData("/api/v1.1/forecasts?next=-1", 400)]
    [InlineData("/api/v1.0/forecasts", 404)]
    public async Task What_cannot_be_is_refused(string path, int status)
    {
        Assert.Equal(status, (await Service.Raw.CallAsync("GET", path)).Status);
        using var nobody = await Service.Anonymous.GetAsync(new Uri("/api/v1.1/forecasts", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    private static string Figures(InstanceOutlook one) => string.Join(' ', one.Now, one.Days, one.Method,
        one.TokensLeft, one.OverdraftLeft, one.NetPerDay, one.TokensGoneAt, one.RunsOutAt, one.ExpiringUnused);

    private static string Figures(InstanceForecast one) => string.Join(' ', one.Now, one.Days, one.Method,
        one.TokensLeft, one.OverdraftLeft, one.NetPerDay, one.TokensGoneAt, one.RunsOutAt, one.ExpiringUnused);

    private async Task TolerateAsync(bool isTolerant)
    {
        var body = new[] { new { name = "timezone.tolerant", value = isTolerant ? "true" : "false" } };
        Assert.Equal(200, (await Service.Raw.CallAsync("PATCH", "/provisioning/api/v1.1/configuration", body)).Status);
    }

    // Sold and used over some days, with sessions that may have ended meanwhile; one is deleted again.
    private async Task<string> MakeAsync(Random random)
    {
        var id = await Service.NewInstance();
        var now = DateTimeOffset.FromUnixTimeMilliseconds(Minute(minute));
        var lineItems = Enumerable.Range(0, random.Next(0, 4))
            .Select(n => LineItemOf(random, $"{id}/{n}", now)).ToList();
        foreach (var lineItem in lineItems)
        {
            await Service.Admin.PutLineItemAsync(id, lineItem with { State = LineItemState.Deployed });
        }

        for (var step = random.Next(0, 5); step > 0; step--)
        {
            await Service.Admin.RequestOneOffAsync(
                id, Customer.Maria, [new("a", Count: random.Next(1, 20_000_000) / 1_000_000m), new("b")]);
            if (random.Next(2) == 0)
            {
                var session = await Service.Admin.CreateSessionAsync(id);
                await Service.Raw.CallAsync(
                    "PUT", $"/api/v1.1/sessions/{session.SessionId}", SessionCalls.Wants("a"), id);
            }

            minute += random.Next(0, 3_000);
            await MoveToAsync(minute);
        }

        foreach (var lineItem in lineItems.Where(one => one.State != LineItemState.Deployed))
        {
            await Service.Admin.PutLineItemAsync(id, lineItem);
        }

        if (lineItems is [{ State: LineItemState.Obsolete } gone, ..])
        {
            await Service.Admin.DeleteLineItemAsync(id, gone.ActivationId);
        }

        return id;
    }

    private LineItem LineItemOf(Random random, string id, DateTimeOffset now)
    {
        var start = now.AddHours(random.Next(-30 * 24, 10 * 24));
        var end = random.Next(3) == 0 ? Client.Models.LineItem.Permanent : start.AddHours(random.Next(1, 90 * 24));
        var state = random.Next(6) switch
        {
            0 => LineItemState.Inactive,
            1 => LineItemState.Obsolete,
            _ => LineItemState.Deployed,
        };
        var attributes = new LineItemAttributes { RateTableSeries = Series };
        return new(id, state, random.Next(1, 300), start, end, random.Next(4) switch
        {
            0 => attributes with { OverdraftType = OverdraftType.Number, OverdraftLimit = random.Next(100) },
            1 => attributes with { OverdraftType = OverdraftType.Unlimited },
            _ => attributes,
        });
    }
}
