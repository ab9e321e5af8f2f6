using ElasticAccess.Api.Tests.Sessions;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Rules;

public sealed class SessionRulesOnSqlite() : SessionRuleTests(Store.Sqlite);

public sealed class SessionRulesOnPostgres() : SessionRuleTests(Store.Postgres);

/// <summary>Rules that change while sessions hold charges on them. Item a costs 6 tokens an hour.</summary>
public abstract class SessionRuleTests(Store store) : SandboxTest(store)
{
    [Fact]
    public async Task A_refund_reaches_the_action_wherever_it_stands_by_now()
    {
        var session = await ChargedAsync();
        var kept = (await RulesAsync())[0];
        var nobody = (await Service.Admin.AddConditionsAsync(Instance, [Department.Is("Nobody")]))[0].Id;

        await SetAsync(AccessAction.Deny(nobody), kept with { Allocation = 3, Name = "moved" });
        Assert.Equal("DENY, ALLOW 6/3", Department.Text(await RulesAsync()));
        await MoveToAsync(30);
        await CloseAsync(session);

        Assert.Equal("DENY, ALLOW 3/3", Department.Text(await RulesAsync()));
        Assert.Equal(3, await UsedAsync());
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_refund_of_what_a_dropped_action_allowed_reaches_the_line_item_alone()
    {
        var session = await ChargedAsync();

        await SetAsync(AccessAction.Allow(null, 10));
        await MoveToAsync(30);
        await CloseAsync(session);

        Assert.Equal("ALLOW 0/10", Department.Text(await RulesAsync()));
        Assert.Equal(3, await UsedAsync());
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_change_of_items_gives_the_allocation_back_before_it_takes_from_it()
    {
        var session = await ChargedAsync();

        Assert.Equal("200 1101", await RequestAsync(session, "b"));
        Assert.Equal("ALLOW 9/10", Department.Text(await RulesAsync()));
        Assert.Equal("403 1102 1203", await RequestAsync(session, "a b"));
        Assert.Equal("ALLOW 9/10", Department.Text(await RulesAsync()));
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task An_automatic_charge_that_the_rules_deny_by_then_ends_the_session()
    {
        var session = await ChargedAsync();

        await SetAsync(AccessAction.Deny());
        await MoveToAsync(60);

        Assert.Equal("TERMINATED", await StateAsync(session));
        Assert.Equal(6, await UsedAsync());
        await AssertVerifiedAsync();
    }

    // 6 of an allocation of 10 for everybody.
    private async Task<string> ChargedAsync()
    {
        await SetAsync(AccessAction.Allow(null, 10));
        var session = await CreateAsync();
        Assert.Equal("200 1101", await RequestAsync(session, "a"));
        Assert.Equal("ALLOW 6/10", Department.Text(await RulesAsync()));
        return session;
    }

    private Task SetAsync(params AccessAction[] actions) =>
        Service.Admin.PutActionsAsync(Instance, LineItem, actions);

    private Task<IReadOnlyList<AccessAction>> RulesAsync() => Service.Admin.ListActionsAsync(Instance, LineItem);

    private async Task AssertVerifiedAsync() => Assert.All(
        await Verification.RunAsync(Service.Services.GetRequiredService<IStore>(), CancellationToken.None),
        finding => Assert.Empty(finding.Violations));
}
