using ElasticAccess.Client;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Rules;

public sealed class RacesOnSqlite(SharedServices services) : RaceTests(services, Store.Sqlite);

public sealed class RacesOnPostgres(SharedServices services) : RaceTests(services, Store.Postgres);

/// <summary>Many at once, on one service (contract 9.7).</summary>
public abstract class RaceTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Fact]
    public async Task Sixty_four_at_once_never_exceed_an_allocation() =>
        await Race.ForAnAllocation(await Customer.NewAsync(Service, "a=0.333333"), [Service.Admin]);

    [Fact]
    public async Task Sixty_four_at_once_never_exceed_a_limit() =>
        await Race.ForALimit(await Customer.NewAsync(Service, "a=0.333333"), [Service.Admin]);

    [Fact]
    public async Task Rules_that_change_while_tokens_are_charged_count_every_one_of_them()
    {
        await Race.OfChangesWithCharges(await Customer.NewAsync(Service, "a=0.333333"), [Service.Admin]);

        var findings = await Verification.RunAsync(
            Service.Services.GetRequiredService<IStore>(), TestContext.Current.CancellationToken);
        Assert.All(findings.Where(finding => finding.Invariant == "I3"), finding => Assert.Empty(finding.Violations));
    }
}

/// <summary>The races themselves; the clients may be those of several processes.</summary>
internal static class Race
{
    private const int AtOnce = 64;

    /// <summary>10 tokens at 1/3 token: 30 are granted, and what is left is less than one costs.</summary>
    public static async Task ForAnAllocation(Customer customer, ElasticAccessClient[] clients)
    {
        await customer.MapAsync("A", 1_000);
        await customer.RuleAsync("A", AccessAction.Allow(null, 10));

        Assert.Equal((30, 34), await AskAllAsync(customer, clients, "1203"));
        Assert.Equal("ALLOW 9.99999/10", await customer.RulesOfAsync("A"));
    }

    public static async Task ForALimit(Customer customer, ElasticAccessClient[] clients)
    {
        await customer.MapAsync("A", 1_000);
        await customer.Client.PutConsumptionLimitAsync(customer.Instance, customer.Id("A"), new(10, LimitInterval.Year));

        Assert.Equal((30, 34), await AskAllAsync(customer, clients, "1205"));
        Assert.Equal(9.99999m, (await customer.Client.GetLineItemAsync(customer.Instance, customer.Id("A"))).Used);
    }

    /// <summary>One action is kept throughout and counts all that is charged; another comes and goes before it.</summary>
    public static async Task OfChangesWithCharges(Customer customer, ElasticAccessClient[] clients)
    {
        await customer.MapAsync("A", 1_000);
        var nobody = await customer.ConditionAsync(Department.Is("Nobody"));
        var kept = (await customer.RuleAsync("A", AccessAction.Allow(null, 1_000)))[0];
        var granted = 0;

        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(ChargeAsync).Prepend(ChangeAsync(clients[0])));

        var actions = await customer.Client.ListActionsAsync(customer.Instance, customer.Id("A"));
        Assert.Equal(5 * AtOnce, granted);
        Assert.Equal(granted * 0.333333m, actions.Single(action => action.Id == kept.Id).Used);
        Assert.Equal(
            granted * 0.333333m, (await customer.Client.GetLineItemAsync(customer.Instance, customer.Id("A"))).Used);

        async Task ChangeAsync(ElasticAccessClient client)
        {
            for (var round = 0; round < 20; round++)
            {
                AccessAction[] actions = round % 2 == 0 ? [AccessAction.Allow(nobody, 5), kept] : [kept];
                await client.PutActionsAsync(
                    customer.Instance, customer.Id("A"), [.. actions.Select(a => a with { Name = $"{round}" })]);
            }
        }

        async Task ChargeAsync(int i)
        {
            for (var round = 0; round < 5; round++)
            {
                var access = await clients[i % clients.Length].RequestOneOffAsync(
                    customer.Instance, Customer.Maria, [Customer.Item("1*a")]);
                Assert.Equal("1101", access.RequestedItems[0].Status.Code);
                Interlocked.Increment(ref granted);
            }
        }
    }

    private static async Task<(int Granted, int Refused)> AskAllAsync(
        Customer customer, ElasticAccessClient[] clients, string refusal)
    {
        var codes = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async i =>
            (await clients[i % clients.Length].RequestOneOffAsync(
                customer.Instance, Customer.Maria, [Customer.Item("1*a")])).RequestedItems[0].Status.Code));
        return (codes.Count(code => code == "1101"), codes.Count(code => code == refusal));
    }
}
