using System.Net;
using ElasticAccess.Api.Webhooks;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Webhooks;

/// <summary>No webhook reaches the service's own network (contract 20), by whatever name.</summary>
public sealed class GuardTests
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private const string Refusal = "the name resolves to a private, local or reserved address";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("8.8.8.8,127.0.0.1")]
    public async Task A_name_that_resolves_to_a_private_address_is_not_connected_to(string addresses)
    {
        await using var receiver = await Receiver.StartAsync();
        var sent = await SendAsync($"http://hooks.example:{new Uri(receiver.Url).Port}/", false, addresses);

        Assert.Equal((null, Refusal), (sent.Status, sent.Fault));
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task A_name_that_changes_its_mind_is_judged_by_what_is_connected_to()
    {
        await using var receiver = await Receiver.StartAsync();
        var port = new Uri(receiver.Url).Port;

        // The first look is harmless, and nobody listens there; the second one is loopback.
        var first = await SendAsync($"http://hooks.example:{port}/", false, "192.0.2.1");
        var second = await SendAsync($"http://hooks.example:{port}/", false, "127.0.0.1");
        Assert.Equal((Refusal, Refusal), (first.Fault, second.Fault));
        Assert.Empty(receiver.All);

        // With the setting the same name arrives: it is the guard that kept it out.
        Assert.Equal(204, (await SendAsync($"http://hooks.example:{port}/", true, "127.0.0.1")).Status);
        Assert.Single(receiver.All);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    public async Task A_literal_address_is_judged_too_when_it_is_connected_to(string url)
    {
        await using var receiver = await Receiver.StartAsync();
        var sent = await SendAsync(string.Format(url, new Uri(receiver.Url).Port), false, "8.8.8.8");

        Assert.Equal(Refusal, sent.Fault);
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task An_answer_of_any_size_is_not_read()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Flood = 512L * 1024 * 1024;
        var before = GC.GetTotalAllocatedBytes();
        var sent = await SendAsync(receiver.Url, true, "127.0.0.1");

        Assert.Equal(200, sent.Status);
        Assert.True(sent.Took < TimeSpan.FromSeconds(5), $"{sent.Took}");
        Assert.True(GC.GetTotalAllocatedBytes() - before < 64 * 1024 * 1024);
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task In_production_neither_plain_http_nor_a_private_address_is_taken(Store store)
    {
        await using var service = await Service.StartAsync(store);
        foreach (var url in new[] { "https://127.0.0.1/", "https://2130706433/", "https://localhost/", "http://a.example/" })
        {
            await Refused.With(
                HttpStatusCode.BadRequest, () => service.Admin.CreateWebhookAsync(new(url, ["key.changed"])));
        }

        var created = await service.Admin.CreateWebhookAsync(new("https://hooks.invalid/", ["key.changed"]));
        await Refused.With(HttpStatusCode.BadRequest, () => service.Admin.PutWebhookAsync(
            created.Id, new WantedWebhook("https://[::1]/", ["key.changed"])));
    }

    private static async Task<Sent> SendAsync(string url, bool allowPrivate, string addresses)
    {
        using var sender = new WebhookSender(
            new WebhookOptions { AllowPrivateAddresses = allowPrivate },
            (_, _) => Task.FromResult(addresses.Split(',').Select(IPAddress.Parse).ToArray()));
        return await sender.SendAsync(url, "evt_1", "{}", [Secret], CancellationToken.None);
    }
}
