using System.Net;
using ElasticAccess.Api.Tests.Idempotency;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Api.Tests.Processes;

/// <summary>
/// What only the database can decide. SQLite serves one process, so these tests name PostgreSQL alone.
/// </summary>
public sealed class TwoProcessTests(Replicas replicas) : IClassFixture<Replicas>
{
    private readonly ElasticAccessClient[] clients = replicas.Clients;
    private readonly string mark = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task The_last_tokens_are_granted_exactly_once()
    {
        var instance = await NewInstanceAsync(tokens: 100, rate: 3, overdraft: 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
            (await clients[i % 2].RequestOneOffAsync(instance, Customer.Maria,
                [new("a")])).RequestedItems[0].Status.Code));

        Assert.Equal(33, answers.Count(code => code == "1101"));
        Assert.Equal(31, answers.Count(code => code == "1202"));
        foreach (var client in clients)
        {
            Assert.Equal(99, (await client.GetLineItemAsync(instance, mark)).Used);
        }
    }

    [Fact]
    public async Task One_key_sent_to_both_is_charged_once()
    {
        var instance = await NewInstanceAsync(tokens: 100, rate: 3);
        const string body = """{"requester":{"type":"user","value":"maria"},"requestedItems":[{"item":"a","count":1}]}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => replicas.Http[i % 2].SendAsync(
            "POST", $"/elastic/api/v1.1/instances/{instance}/access-request", mark, body)));

        var first = Assert.Single(answers, answer => !answer.IsReplay);
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.All(answers.Where(answer => answer.IsReplay), answer => answer.AssertReplays(first));
        Assert.Equal(3, (await clients[0].GetLineItemAsync(instance, mark)).Used);
    }

    [Fact]
    public async Task One_key_sent_to_both_adds_one_instance()
    {
        var body = $$"""{"shortName":"name","accountId":"{{mark}}"}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            replicas.Http[i % 2].SendAsync("POST", "/provisioning/api/v1.1/instances", mark, body)));

        var first = Assert.Single(answers, answer => !answer.IsReplay);
        Assert.All(answers.Where(answer => answer.IsReplay), answer => answer.AssertReplays(first));
    }

    [Fact]
    public async Task A_deleted_API_key_stops_on_the_other_within_five_seconds()
    {
        var created = await clients[0].CreateApiKeyAsync(new NewApiKey(mark, ApiKeyType.Admin));
        using var other = Replicas.ClientOf(replicas.Services[1].Address, created.Key);
        await other.GetConfigurationAsync();

        await clients[0].DeleteApiKeyAsync(created.Id);

        var deleted = DateTimeOffset.UtcNow;
        while (await WorksAsync(other))
        {
            Assert.True(DateTimeOffset.UtcNow - deleted < TimeSpan.FromSeconds(5));
            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task Two_first_instances_of_an_account_make_one_default()
    {
        for (var round = 0; round < 10; round++)
        {
            var account = $"{mark} {round}";
            var added = await Task.WhenAll(Enumerable.Range(0, 4)
                .Select(i => clients[i % 2].AddInstanceAsync($"instance {i}", account)));

            Assert.Single(added, instance => instance.DefaultInstance);
        }
    }

    [Fact]
    public async Task One_of_two_instances_wins_a_new_activation_id()
    {
        var instances = await Task.WhenAll(
            clients.Select(client => client.AddInstanceAsync("i", Guid.NewGuid().ToString())));
        for (var round = 0; round < 10; round++)
        {
            var lineItem = Service.LineItem($"{mark} {round}", 1, "");
            var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(async i =>
            {
                try
                {
                    await clients[i].PutLineItemAsync(instances[i].Id, lineItem);
                    return HttpStatusCode.OK;
                }
                catch (ElasticAccessException refusal)
                {
                    return refusal.StatusCode;
                }
            }));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Order());
        }
    }

    [Fact]
    public async Task A_change_made_through_one_counts_at_once_on_the_other()
    {
        var instance = await NewInstanceAsync(tokens: 10, rate: 1);
        for (var quantity = 11; quantity <= 20; quantity++)
        {
            var lineItem = await clients[quantity % 2].GetLineItemAsync(instance, mark);
            await clients[quantity % 2].PutLineItemAsync(instance, lineItem with { Quantity = quantity });
            var count = quantity == 11 ? 11 : 1;
            var access = await clients[(quantity + 1) % 2].RequestOneOffAsync(
                instance, Customer.Maria, [new("a", null, count), new("a")]);

            Assert.Equal(["1101", "1202"], access.RequestedItems.Select(item => item.Status.Code));
        }
    }

    private static async Task<bool> WorksAsync(ElasticAccessClient client)
    {
        try
        {
            await client.GetConfigurationAsync();
            return true;
        }
        catch (ElasticAccessException refusal) when (refusal.StatusCode == HttpStatusCode.Unauthorized)
        {
            return false;
        }
    }

    private async Task<string> NewInstanceAsync(long tokens, int rate, long? overdraft = null)
    {
        var instance = (await clients[0].AddInstanceAsync("instance", mark)).Id;
        await clients[0].AddRateTableAsync(Service.Table(mark, "1", DateTimeOffset.UnixEpoch, $"a={rate}"));
        await clients[0].PutLineItemAsync(instance, Service.LineItem(mark, tokens, mark) with
        {
            Attributes = new()
            {
                RateTableSeries = mark,
                OverdraftType = overdraft is null ? null : OverdraftType.Number,
                OverdraftLimit = overdraft,
            },
        });
        return instance;
    }
}
