using ElasticAccess.Domain.Access;

namespace ElasticAccess.Domain.Tests.Access;

/// <summary>Several items at once: best effort for a one-off request, all or none for a session.</summary>
public class RequestTests
{
    // Counts asked one after the other; what becomes of each one-off, and in a session.
    public static TheoryData<string> Table => Cases.Of("""
        3, 3, 3 of 7            => A-3, A-3, InsufficientTokens       / not at fault, not at fault, InsufficientTokens
        9, 3 of 7               => InsufficientTokens, A-3            / InsufficientTokens, not at fault
        3, 3 of 7               => A-3, A-3                           / A-3, A-3
        5, 2, 1 of 4 | 4        => A-4 B-1, B-2, B-1                  / A-4 B-1, B-2, B-1
        5, 4, 3 of 4 | 4        => A-4 B-1, InsufficientTokens, B-3   / not at fault, InsufficientTokens, not at fault
        3, 3 of 9 alloc 5       => A-3, DeniedByRules                 / not at fault, DeniedByRules
        3, 2 of 9 alloc 5       => A-3, A-2                           / A-3, A-2
        3, 3 of 9 limit 5       => A-3, LimitReached                  / not at fault, LimitReached
        3, 2 of 9 limit 5       => A-3, A-2                           / A-3, A-2
        3, 3 of 9 limit 5 | 2   => A-3, A-2 B-1                       / A-3, A-2 B-1
        3, 3 of denied          => DeniedByRules, DeniedByRules       / DeniedByRules, DeniedByRules
        3 of                    => NoLineItem                         / NoLineItem
        """);

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_item_is_decided_on_what_those_before_it_left(string row)
    {
        var (left, expected) = Cases.Split(row);
        var (counts, lineItems) = (left.Split(" of")[0].Split(','), left.Split(" of")[1]);
        var state = AccessText.State(lineItems);
        RequestedItem[] items = [.. counts.Select(count => AccessText.Item(count.Trim()))];

        var oneOff = OneOffAccess.Decide(state, items, AccessText.Maria, AccessText.Now);
        var session = SessionAccess.Decide(state, items, AccessText.Maria, AccessText.Now);

        Assert.Equal(
            expected.Split('/').Select(text => text.Trim()),
            [Written(oneOff.Decisions), Written(session.Items)]);
        Assert.Equal(session.IsGranted, session.Items.All(item => item.Outcome is ItemOutcome.Granted));
        Assert.Equal(session.IsGranted ? Written(oneOff.After) : Written(state), Written(session.After));
    }

    [Fact]
    public void A_charge_counts_on_the_line_item_the_action_and_the_requesters_period()
    {
        var state = AccessText.State("9 alloc 5 limit 4 | 9");

        var after = OneOffAccess.Decide(state, [AccessText.Item("6")], AccessText.Maria, AccessText.Now).After;

        Assert.Equal("A used 4 action 4, B used 2; maria 4", Written(after));
        Assert.Equal("A-1 B-4", Next(AccessText.Maria with { Value = "eve" }));
        Assert.Equal("B-5", Next(AccessText.Maria));

        string Next(Domain.Rules.Requester requester) =>
            Written(OneOffAccess.Decide(after, [AccessText.Item("5")], requester, AccessText.Now).Decisions);
    }

    [Fact]
    public void A_refund_gives_back_to_the_line_item_and_to_what_still_counts()
    {
        var state = AccessText.State("9 alloc 5 limit 4");
        var charged = OneOffAccess.Decide(state, [AccessText.Item("4")], AccessText.Maria, AccessText.Now).After;
        var (lineItem, consumption) = (charged.LineItems[0], Assert.Single(charged.Consumption).Key);
        Credit Of(string tokens, int action) =>
            new(lineItem.Id, AccessText.Id(action), consumption, Tokens.Parse(tokens));

        Assert.Equal("A used 1.5 action 1.5; maria 1.5", Written(charged.After([Of("2.5", action: 0)])));
        Assert.Equal("A used 1.5 action 4; maria 1.5", Written(charged.After([Of("2.5", action: 7)])));
        var forgotten = charged with { Consumption = charged.Consumption.Clear() };
        Assert.Equal("A used 0 action 0; ", Written(forgotten.After([Of("4", action: 0)])));
        var dropped = charged with { LineItems = [lineItem with { Actions = [] }] };
        Assert.Equal("A used 0; maria 0", Written(dropped.After([Of("4", action: 0)])));
    }

    private static string Written(IReadOnlyList<ItemDecision> decisions) =>
        string.Join(", ", decisions.Select(decision => AccessText.Written(decision.Outcome)));

    private static string Written(InstanceState state) =>
        string.Join(", ", state.LineItems.Select(l => $"{l.ActivationId} used {l.Used}"
            + string.Concat(l.Actions.Select(action => $" action {action.Used}"))))
        + "; " + string.Join(", ", state.Consumption.Select(pair => $"{pair.Key.Value} {pair.Value}"));
}
