using System.Net;
using System.Net.Http.Json;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Webhooks;

public sealed class PatienceOnSqlite() : PatienceTests(Store.Sqlite);

public sealed class PatienceOnPostgres() : PatienceTests(Store.Postgres);

/// <summary>Three days of attempts by the service's clock, moved by hand (contract 18.8, 20).</summary>
public abstract class PatienceTests(Store store) : WebhookTest(store, ("ElasticAccess:Sandbox", "true"))
{
    // When each attempt after the first is due, in seconds from the first.
    private static readonly int[] Due =
    [
        5, 35, 155, 755, 2_555, 6_155, 13_355, 27_755, 56_555, 85_355, 114_155, 142_955, 171_755, 200_555, 229_355,
        258_155, 259_200,
    ];

    [Fact]
    public async Task After_three_days_the_webhook_is_disabled_says_why_and_goes_on_when_enabled()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Script = _ => Task.FromResult(500);
        var zero = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds();
        await MoveToAsync(zero);
        var wanted = new WantedWebhook(receiver.Url, ["line-item.changed"]);
        var webhook = await Service.Admin.CreateWebhookAsync(wanted);
        var instance = await Service.NewInstance();
        await Service.Admin.PutLineItemAsync(instance, Service.LineItem("LI", 1, ""));
        await Service.Admin.PutLineItemAsync(instance, Service.LineItem("LI", 2, ""));
        await receiver.HearsAsync(1);
        foreach (var (attempt, seconds) in Due.Index())
        {
            // Not a moment earlier; what is late by a second of real time would have been sent by then.
            await SettledAsync(webhook.Id, attempt + 1);
            await MoveToAsync(zero + (seconds * 1000L) - 1);
            await Task.Delay(attempt < 2 ? 1_200 : 50);
            Assert.Equal(attempt + 1, receiver.All.Count);
            await MoveToAsync(zero + (seconds * 1000L));
            await receiver.HearsAsync(attempt + 2);
        }

        Assert.Single(receiver.All.Select(one => one.Id).Distinct());
        var disabled = await DisabledAsync(webhook.Id);
        Assert.Equal("a delivery failed for 3 days, last: answered 500", disabled.DisabledReason);
        Assert.Equal(zero + 259_200_000, disabled.Disabled!.Value.ToUnixTimeMilliseconds());
        var audit = await Service.Admin.AllAuditAsync(resource: $"/webhooks/{webhook.Id}").ToListAsync();
        Assert.Equal(("service", "disablewebhook"), (audit[^1].Actor, audit[^1].Operation));
        using var ready = await Service.Anonymous.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);

        receiver.Script = _ => Task.FromResult(204);
        Assert.Null((await Service.Admin.PutWebhookAsync(webhook.Id, wanted)).DisabledReason);
        var all = await receiver.HearsAsync(Due.Length + 3);
        Assert.Equal([1, 2], all[^2..].Select(one => (int)one.Data["lineItem"]!["quantity"]!));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_asked_once()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Script = _ => Task.FromResult(410);
        var webhook = await Service.Admin.CreateWebhookAsync(new(receiver.Url, ["line-item.changed"]));
        var instance = await Service.NewInstance();
        await Service.Admin.PutLineItemAsync(instance, Service.LineItem("LI", 1, ""));

        Assert.Equal("the receiver answered 410 Gone", (await DisabledAsync(webhook.Id)).DisabledReason);
        Assert.Single(receiver.All);
    }

    private async Task SettledAsync(string webhookId, int attempts)
    {
        for (var i = 0; i < 600; i++)
        {
            if ((await Service.Admin.ListDeliveriesAsync(webhookId)).Items.Any(one => one.Attempts == attempts))
            {
                return;
            }

            await Task.Delay(20);
        }

        Assert.Fail($"attempt {attempts} was not written down");
    }

    private async Task<Webhook> DisabledAsync(string webhookId)
    {
        for (var i = 0; i < 500; i++)
        {
            var webhook = await Service.Admin.GetWebhookAsync(webhookId);
            if (webhook.State == WebhookState.Disabled)
            {
                return webhook;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("It was not disabled");
    }

    private async Task MoveToAsync(long now)
    {
        using var answer = await Service.Raw.PutAsJsonAsync("/sandbox/clock", new { now });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
