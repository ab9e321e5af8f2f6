using System.Net;
using System.Text;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain.Webhooks;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Webhooks;

public sealed class WebhooksOnSqlite() : WebhookTests(Store.Sqlite);

public sealed class WebhooksOnPostgres() : WebhookTests(Store.Postgres);

/// <summary>What happens is told (contract 20): with a service and a receiver of each test's own.</summary>
public abstract class WebhookTests(Store store) : WebhookTest(store)
{
    [Fact]
    public async Task Each_kind_of_event_arrives_once_signed_and_in_the_order_of_its_instance()
    {
        await using var receiver = await Receiver.StartAsync();
        var created = await Service.Admin.CreateWebhookAsync(new(receiver.Url, [.. EventTypes.All]));
        var instance = await Service.NewInstance();
        var series = await Service.NewSeries("a=3");
        await Service.Admin.PutLineItemAsync(instance, Service.LineItem($"LI-{instance}", 6, series));
        await Service.Admin.RequestOneOffAsync(instance, Customer.Maria, [new("a")]);
        await Service.Admin.RequestOneOffAsync(instance, Customer.Maria, [new("a")]);
        await Service.Admin.RequestOneOffAsync(instance, Customer.Maria, [new("a")]);
        var session = await Service.Admin.CreateSessionAsync(instance);
        await Service.Admin.CloseSessionAsync(session);
        var key = await Service.Admin.CreateApiKeyAsync(new("told", ApiKeyType.Admin));

        var all = await receiver.HearsAsync(5);

        Assert.Equal(
            ["line-item.changed", "line-item.exhausted", "session.terminated"],
            all.Where(one => one.Instance == instance).Select(one => one.Type));
        Assert.Equal(
            ["rate-table.published", "key.changed"], all.Where(one => one.Instance is null).Select(one => one.Type));
        Assert.Equal("CREATED", (string?)all.Single(one => one.Type == "line-item.changed").Data["change"]);
        var exhausted = all.Single(one => one.Type == "line-item.exhausted").Data;
        Assert.Equal((6, 6), ((int)exhausted["quantity"]!, (int)exhausted["used"]!));
        Assert.Equal("CLOSED", (string?)all.Single(one => one.Type == "session.terminated").Data["reason"]);
        Assert.Equal(key.Id, (string?)all.Single(one => one.Type == "key.changed").Data["id"]);
        Assert.DoesNotContain(all, one => one.Body.Contains(key.Key, StringComparison.Ordinal));
        Assert.All(all, one => Assert.True(Fits(created.Secret, one)));
        Assert.Distinct(all.Select(one => one.Id));
        await Task.Delay(1_500);
        Assert.Equal(5, receiver.All.Count);
        var deliveries = await DoneAsync(created.Id, 5);
        Assert.All(deliveries, one => Assert.Equal((DeliveryState.Delivered, 1, 204), State(one)));
        Assert.Equal(all.Select(one => one.Id).Order(), deliveries.Select(one => one.EventId).Order());
    }

    [Fact]
    public async Task Only_what_is_asked_for_of_the_instances_asked_for_is_told()
    {
        await using var receiver = await Receiver.StartAsync();
        var (mine, other) = (await Service.NewInstance(), await Service.NewInstance());
        await Service.Admin.CreateWebhookAsync(new(receiver.Url, ["line-item.changed"]) { Instances = [mine] });
        foreach (var instance in new[] { other, mine })
        {
            await Service.Admin.CloseSessionAsync(await Service.Admin.CreateSessionAsync(instance));
            await Service.Admin.PutLineItemAsync(instance, Service.LineItem($"LI-{instance}", 6, ""));
        }

        var told = Assert.Single(await receiver.HearsAsync(1));
        await Task.Delay(1_500);
        Assert.Equal((mine, "line-item.changed", 1), (told.Instance, told.Type, receiver.All.Count));
    }

    [Fact]
    public async Task A_later_event_of_an_instance_waits_for_the_earlier_one_and_others_do_not()
    {
        await using var receiver = await Receiver.StartAsync();
        var created = await Service.Admin.CreateWebhookAsync(new(receiver.Url, ["line-item.changed"]));
        var (stuck, free) = (await Service.NewInstance(), await Service.NewInstance());
        var refused = 0;
        receiver.Script = one => Task.FromResult(
            one.Instance == stuck && Interlocked.Increment(ref refused) <= 1 ? 500 : 204);
        for (var quantity = 1; quantity <= 4; quantity++)
        {
            await Service.Admin.PutLineItemAsync(stuck, Service.LineItem($"LI-{stuck}", quantity, ""));
            await Service.Admin.PutLineItemAsync(free, Service.LineItem($"LI-{free}", quantity, ""));
        }

        var told = await receiver.HearsAsync(4, one => one.Instance == free);
        Assert.Equal([1, 2, 3, 4], Quantities(told));
        Assert.Equal([1], Quantities([.. receiver.All.Where(one => one.Instance == stuck)]));

        // Its first pause is five seconds of the service's clock, which is real here.
        var all = await receiver.HearsAsync(5, one => one.Instance == stuck);
        Assert.Equal([1, 1, 2, 3, 4], Quantities(all));
        Assert.Equal(all[0].Id, all[1].Id);
        Assert.Equal(all[0].Body, all[1].Body);
        var first = (await DoneAsync(created.Id, 8)).Where(one => one.InstanceId == stuck).First();
        Assert.Equal((DeliveryState.Delivered, 2, 204), State(first));
    }

    [Fact]
    public async Task A_receiver_that_never_answers_delays_no_other()
    {
        await using var silent = await Receiver.StartAsync();
        await using var quick = await Receiver.StartAsync();
        using var released = new SemaphoreSlim(0);
        var answered = 0;
        silent.Script = async _ =>
        {
            await released.WaitAsync(TimeSpan.FromMinutes(5));
            answered++;
            return 204;
        };
        await Service.Admin.CreateWebhookAsync(new(silent.Url, ["line-item.changed"]));
        await Service.Admin.CreateWebhookAsync(new(quick.Url, ["line-item.changed"]));
        foreach (var instance in await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Service.NewInstance())))
        {
            await Service.Admin.PutLineItemAsync(instance, Service.LineItem($"LI-{instance}", 1, ""));
        }

        // One turn's worth; whatever it would hear next waits for these.
        Assert.Equal(8, (await silent.HearsAsync(8)).Length);
        await quick.HearsAsync(20);
        Assert.Equal(0, answered);
        using var ready = await Service.Anonymous.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        released.Release(100);
    }

    [Fact]
    public async Task A_test_is_sent_once_and_a_delivery_again_on_demand()
    {
        await using var receiver = await Receiver.StartAsync();
        var created = await Service.Admin.CreateWebhookAsync(new(receiver.Url, ["key.changed"]));
        receiver.Script = _ => Task.FromResult(503);
        var test = await Service.Admin.TestWebhookAsync(created.Id);
        Assert.Equal(DeliveryState.Pending, test.State);
        var failed = Assert.Single(await DoneAsync(created.Id, 1));
        Assert.Equal((DeliveryState.Failed, 1, 503), State(failed));
        Assert.Equal("answered 503", failed.LastFault);

        receiver.Script = _ => Task.FromResult(200);
        var again = await Service.Admin.RedeliverAsync(created.Id, failed.Id);
        Assert.Equal((failed.EventId, failed.Id), (again.EventId, again.RedeliveryOf));
        var both = await receiver.HearsAsync(2);
        Assert.Equal(both[0].Id, both[1].Id);
        Assert.Equal("webhook.test", both[1].Type);
        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.RedeliverAsync(created.Id, created.Id));
    }

    [Fact]
    public async Task What_still_waits_is_not_sent_again_and_there_are_a_hundred_webhooks_at_most()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Script = _ => Task.FromResult(500);
        var created = await Service.Admin.CreateWebhookAsync(new(receiver.Url, ["key.changed"]));
        await Service.Admin.CreateApiKeyAsync(new("told", ApiKeyType.Admin));
        await receiver.HearsAsync(1);
        var waiting = Assert.Single((await Service.Admin.ListDeliveriesAsync(created.Id)).Items);
        await Refused.With(HttpStatusCode.Conflict, () => Service.Admin.RedeliverAsync(created.Id, waiting.Id));

        for (var i = 1; i < 100; i++)
        {
            await Service.Admin.CreateWebhookAsync(new(receiver.Url, ["alert.fired"]));
        }

        await Refused.With(
            HttpStatusCode.Conflict, () => Service.Admin.CreateWebhookAsync(new(receiver.Url, ["alert.fired"])));
        Assert.Equal(100, await Service.Admin.AllWebhooksAsync().CountAsync());
    }

    [Fact]
    public async Task A_disabled_webhook_is_sent_what_waits_once_it_is_enabled()
    {
        await using var receiver = await Receiver.StartAsync();
        var wanted = new WantedWebhook(receiver.Url, ["line-item.changed"]) { Enabled = false };
        var created = await Service.Admin.CreateWebhookAsync(wanted);
        Assert.Equal(WebhookState.Disabled, created.State);
        var instance = await Service.NewInstance();
        await Service.Admin.PutLineItemAsync(instance, Service.LineItem($"LI-{instance}", 1, ""));
        await Service.Admin.PutLineItemAsync(instance, Service.LineItem($"LI-{instance}", 2, ""));
        await Refused.With(HttpStatusCode.Conflict, () => Service.Admin.TestWebhookAsync(created.Id));
        await Task.Delay(1_500);
        Assert.Empty(receiver.All);

        await Service.Admin.PutWebhookAsync(created.Id, wanted with { Enabled = true });
        var told = await receiver.HearsAsync(2, one => one.Instance == instance);
        Assert.Equal([1, 2], Quantities(told));

        await Service.Admin.DeleteWebhookAsync(created.Id);
        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.GetWebhookAsync(created.Id));
        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.DeleteWebhookAsync(created.Id));
        Assert.DoesNotContain((await Service.Admin.ListWebhooksAsync()).Items, one => one.Id == created.Id);
    }

    [Fact]
    public async Task Two_secrets_sign_in_the_overlap_and_none_is_ever_shown_again()
    {
        await using var receiver = await Receiver.StartAsync();
        var created = await Service.Admin.CreateWebhookAsync(new(receiver.Url, ["key.changed"]));
        var rotated = await Service.Admin.RotateWebhookSecretAsync(created.Id);
        await Service.Admin.TestWebhookAsync(created.Id);
        var one = Assert.Single(await receiver.HearsAsync(1));
        Assert.True(Fits(created.Secret, one) && Fits(rotated.Secret, one));
        Assert.NotEqual(created.Secret, rotated.Secret);

        var third = await Service.Admin.RotateWebhookSecretAsync(created.Id);
        await Service.Admin.TestWebhookAsync(created.Id);
        var two = (await receiver.HearsAsync(2))[1];
        Assert.False(Fits(created.Secret, two));
        Assert.True(Fits(rotated.Secret, two) && Fits(third.Secret, two));

        var shown = await Service.Raw.GetStringAsync(new Uri("/api/v1.1/webhooks", UriKind.Relative))
            + await Service.Raw.GetStringAsync(new Uri("/api/v1.1/audit", UriKind.Relative));
        Assert.Contains(created.Id, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", shown, StringComparison.Ordinal);
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        var row = await db.Webhooks.SingleAsync(w => w.WebhookId == Guid.Parse(created.Id));
        foreach (var secret in new[] { created.Secret, rotated.Secret, third.Secret })
        {
            Assert.DoesNotContain(secret[6..], shown, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, Encoding.Latin1.GetString(row.Secret), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_leads_nowhere()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var behind = await Receiver.StartAsync();
        receiver.Script = _ => Task.FromResult(307);
        var created = await Service.Admin.CreateWebhookAsync(new(receiver.Url, ["key.changed"]));
        await Service.Admin.TestWebhookAsync(created.Id);

        Assert.Equal("answered 307", Assert.Single(await DoneAsync(created.Id, 1)).LastFault);
        Assert.Single(receiver.All);
    }

    private static bool Fits(string secret, Received one) => WebhookSignature.Verify(
        secret, one.Id, one.Timestamp, one.Signature, Encoding.UTF8.GetBytes(one.Body));

    private static (DeliveryState, int, int?) State(WebhookDelivery one) => (one.State, one.Attempts, one.LastStatus);

    private static int[] Quantities(Received[] all) =>
        [.. all.Select(one => (int)one.Data["lineItem"]!["quantity"]!)];
}
