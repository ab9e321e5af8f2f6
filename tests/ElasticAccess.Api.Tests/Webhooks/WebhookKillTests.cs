using ElasticAccess.Api.Tests.Processes;
using ElasticAccess.Client;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Webhooks;

/// <summary>What only real processes show: a kill between commit and delivery, and replicas that share the work.</summary>
public sealed class WebhookKillTests
{
    private static readonly Dictionary<string, string?> Settings = new(Replicas.OnUnsafeStore)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Staging",
        ["ElasticAccess__Webhooks__AllowPrivateAddresses"] = "true",
    };

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task A_kill_between_commit_and_delivery_loses_no_event_and_keeps_their_order(Store store)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var database = await TestDatabase.CreateAsync(store);
        var changed = 0;
        for (var round = 0; round < 3; round++)
        {
            // What is slow to answer is under way when the kill comes.
            receiver.Script = async _ =>
            {
                await Task.Delay(20);
                return 204;
            };
            await using var service = await ServiceProcess.StartAsync(database.ConnectionString, Settings);
            using var client = Replicas.ClientOf(service.Address, ServiceProcess.AdminKey);
            if (round == 0)
            {
                await client.CreateWebhookAsync(new(receiver.Url, ["line-item.changed"]));
                await Task.WhenAll(Enumerable.Range(0, 4).Select(i => client.AddInstanceAsync($"{i}", $"{i}")));
            }

            var instances = await client.AllInstancesAsync().ToListAsync();
            for (var i = 0; i < 40; i++)
            {
                changed++;
                var instance = instances[i % 4].Id;
                await client.PutLineItemAsync(instance, Service.LineItem($"LI-{instance}", changed, ""));
            }

            service.Kill9();
        }

        await using var last = await ServiceProcess.StartAsync(database.ConnectionString, Settings);
        var all = await HearsAllAsync(receiver, changed);
        AreInOrder(all);
    }

    [Fact]
    public async Task Two_replicas_share_the_work_and_each_instance_is_told_in_order()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var second = await Receiver.StartAsync();
        await using var database = await TestDatabase.CreateAsync(Store.Postgres);
        await using var one = await ServiceProcess.StartAsync(database.ConnectionString, Settings);
        await using var two = await ServiceProcess.StartAsync(database.ConnectionString, Settings);
        using var first = Replicas.ClientOf(one.Address, ServiceProcess.AdminKey);
        using var other = Replicas.ClientOf(two.Address, ServiceProcess.AdminKey);
        ElasticAccessClient[] clients = [first, other];
        await first.CreateWebhookAsync(new(receiver.Url, ["line-item.changed"]));
        await first.CreateWebhookAsync(new(second.Url, ["line-item.changed"]));
        var instances = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => first.AddInstanceAsync($"{i}", $"{i}")));

        // One of three is refused now and then; its successors wait for it.
        var calls = 0;
        receiver.Script = _ => Task.FromResult(Interlocked.Increment(ref calls) % 17 == 0 ? 500 : 204);
        await Task.WhenAll(instances.Select(async instance =>
        {
            for (var quantity = 1; quantity <= 20; quantity++)
            {
                await clients[quantity % 2].PutLineItemAsync(
                    instance.Id, Service.LineItem($"LI-{instance.Id}", quantity, ""));
            }
        }));

        AreInOrder(await HearsAllAsync(receiver, 120));
        AreInOrder(await HearsAllAsync(second, 120));

        // Without a kill nothing is sent twice but what was refused.
        Assert.Equal(120, second.All.Count);
    }

    // At least once: what was under way may come again, and nothing is missing.
    private static async Task<Received[]> HearsAllAsync(Receiver receiver, int count)
    {
        for (var i = 0; i < 2_000 && receiver.All.DistinctBy(one => one.Id).Count() < count; i++)
        {
            await Task.Delay(50);
        }

        var all = receiver.All.ToArray();
        Assert.Equal(count, all.DistinctBy(one => one.Id).Count());
        return all;
    }

    private static void AreInOrder(Received[] all)
    {
        foreach (var instance in all.GroupBy(one => one.Instance))
        {
            // A repetition is of the last one, never of an earlier one.
            var quantities = instance.Select(one => (int)one.Data["lineItem"]!["quantity"]!).ToArray();
            Assert.Equal(quantities.Order(), quantities);
        }
    }
}
