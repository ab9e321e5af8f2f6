using System.Net;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Forecasts;

public sealed class ForecastOnSqlite(SharedServices services) : ForecastTests(services, Store.Sqlite);

public sealed class ForecastOnPostgres(SharedServices services) : ForecastTests(services, Store.Postgres);

/// <summary>What will be left, read from what was used (contract 20). The burning itself is tested in Domain.</summary>
public abstract class ForecastTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private const string Nobody = "00000000-0000-0000-0000-00000000000f";

    [Fact]
    public async Task Tokens_run_out_at_the_pace_of_the_last_days()
    {
        var customer = await Customer.NewAsync(Service, "a=1.5");
        await customer.MapAsync("A", 100, lineItem => lineItem with { End = LineItem.Permanent });
        Assert.Equal("1101 A-30", await customer.AskAsync("20*a"));

        var forecast = await Service.Admin.GetForecastAsync(customer.Instance);

        Assert.Equal((customer.Instance, 30, "mean of the last 30 days"),
            (forecast.InstanceId, forecast.Days, forecast.Method));
        Assert.Equal((70, 0, 1), (forecast.TokensLeft, forecast.OverdraftLeft, forecast.NetPerDay));
        Assert.Equal(forecast.Now.AddDays(70), forecast.RunsOutAt);
        Assert.Equal(forecast.Now.AddDays(70), forecast.TokensGoneAt);
        Assert.Equal(0, forecast.ExpiringUnused);
        var lineItem = Assert.Single(forecast.LineItems);
        Assert.Equal((customer.Id("A"), LineItemState.Deployed), (lineItem.ActivationId, lineItem.State));
        Assert.Equal((70, 0, 1), (lineItem.TokensLeft, lineItem.OverdraftLeft, lineItem.NetPerDay));
        Assert.Equal(forecast.RunsOutAt, lineItem.RunsOutAt);
        var week = await Service.Admin.GetForecastAsync(customer.Instance, days: 7);
        Assert.Equal((4.285714m, "mean of the last 7 days"), (week.NetPerDay, week.Method));
    }

    [Fact]
    public async Task What_ends_too_early_expires_and_overdraft_lasts_longer()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 60, lineItem => lineItem with { End = DateTimeOffset.UtcNow.AddDays(10) });
        await customer.MapAsync("B", 20, lineItem => lineItem with
        {
            End = LineItem.Permanent,
            Attributes = lineItem.Attributes with { OverdraftType = OverdraftType.Number, OverdraftLimit = 5 },
        });
        await customer.AskAsync("30*a");

        var forecast = await Service.Admin.GetForecastAsync(customer.Instance);

        Assert.Equal([customer.Id("A"), customer.Id("B")], forecast.LineItems.Select(one => one.ActivationId));
        var (a, b) = (forecast.LineItems[0], forecast.LineItems[1]);
        Assert.Null(a.RunsOutAt);
        Assert.InRange(a.ExpiringUnused, 19.99m, 20.01m);
        Assert.Equal(a.ExpiringUnused, forecast.ExpiringUnused);
        Assert.Equal(a.End.AddDays(20), b.TokensGoneAt!.Value, TimeSpan.FromMilliseconds(2));
        Assert.Equal(a.End.AddDays(25), b.RunsOutAt!.Value, TimeSpan.FromMilliseconds(2));
        Assert.Equal((b.TokensGoneAt, b.RunsOutAt), (forecast.TokensGoneAt, forecast.RunsOutAt));
    }

    [Fact]
    public async Task Without_use_nothing_runs_out_and_what_is_unlimited_or_unknown_is_null()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 60, lineItem => lineItem with
        {
            Attributes = lineItem.Attributes with { OverdraftType = OverdraftType.Unlimited },
        });

        var forecast = await Plain.SendAsync(Service, "GET", $"/instances/{customer.Instance}/forecast", null);

        foreach (var one in new[] { forecast, forecast["lineItems"]![0]! })
        {
            Assert.Equal("60 0 60", $"{one["tokensLeft"]} {one["netPerDay"]} {one["expiringUnused"]}");
            Assert.All(["overdraftLeft", "tokensGoneAt", "runsOutAt"], (string name) =>
            {
                Assert.True(one.AsObject().ContainsKey(name), name);
                Assert.Null(one[name]);
            });
        }
    }

    [Fact]
    public async Task What_a_deleted_line_item_gave_counts_for_the_pace_and_not_for_the_next_of_its_name()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 100);
        await customer.AskAsync("30*a");
        await customer.MapAsync("A", 100, lineItem => lineItem with { State = LineItemState.Obsolete });
        await Service.Admin.DeleteLineItemAsync(customer.Instance, customer.Id("A"));
        await customer.MapAsync("A", 10, lineItem => lineItem with { End = LineItem.Permanent });
        await customer.MapAsync("B", 10, lineItem => lineItem with { End = LineItem.Permanent });
        await customer.MapAsync("B", 10, lineItem => lineItem with { State = LineItemState.Inactive });

        var forecast = await Service.Admin.GetForecastAsync(customer.Instance);

        Assert.Equal((1, 10), (forecast.NetPerDay, forecast.TokensLeft));
        Assert.Equal(forecast.Now.AddDays(10), forecast.RunsOutAt);
        Assert.Equal([(customer.Id("B"), 0m, 0m), (customer.Id("A"), 10m, 0m)],
            forecast.LineItems.Select(one => (one.ActivationId, one.TokensLeft, one.NetPerDay)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("367")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("1&days=1")]
    public async Task Days_are_1_to_366(string days)
    {
        var customer = await Customer.NewAsync(Service, "a=1");

        var fault = await Plain.SendAsync(
            Service, "GET", $"/instances/{customer.Instance}/forecast?days={days}", null, HttpStatusCode.BadRequest);

        Assert.Contains((string)fault["message"]!, new[]
        {
            "$.days: must be given once, as a whole number from 1 to 366", "$.days: must be given once",
        });
    }

    [Fact]
    public async Task A_client_sees_the_forecast_of_its_own_instance()
    {
        var (mine, other) = (await Service.NewInstance(), await Service.NewInstance());
        using var client = Service.ClientWith(await Service.ClientKeyFor(mine));

        Assert.Empty((await client.GetForecastAsync(mine, days: 366)).LineItems);
        Assert.Equal("mean of the last day", (await client.GetForecastAsync(mine, days: 1)).Method);
        await Refused.With(HttpStatusCode.Forbidden, () => client.GetForecastAsync(other));
        await Refused.With(HttpStatusCode.Forbidden, () => client.GetForecastAsync(Nobody));
        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.GetForecastAsync(Nobody));
        using var anonymous = await Service.Anonymous.GetAsync(
            new Uri($"/api/v1.1/instances/{mine}/forecast", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        using var old = await Service.Raw.GetAsync(
            new Uri($"/api/v1.0/instances/{mine}/forecast", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
    }
}
