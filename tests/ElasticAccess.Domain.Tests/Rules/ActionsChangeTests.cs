using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Domain.Tests.Rules;

public class ActionsChangeTests
{
    private static readonly Guid Engineering = new("c0000000-0000-0000-0000-000000000001");
    private static readonly Guid Product = new("c0000000-0000-0000-0000-000000000002");
    private static readonly Guid A = new("a0000000-0000-0000-0000-000000000001");
    private static readonly Guid B = new("a0000000-0000-0000-0000-000000000002");
    private static readonly HashSet<Guid> Conditions = [Engineering, Product];
    private static readonly ExistingAction[] Existing = [new(A, Tokens.Whole(40)), new(B, Tokens.Whole(7))];
    private static readonly Tokens Some = Tokens.Whole(150);
    private static readonly ActionInput Allow = new(ConditionId: Engineering, Action: "ALLOW", Allocation: Some);
    private static readonly ActionInput Default = new(Action: "DENY");

    public static TheoryData<string, ActionInput?[]> Faulty => new()
    {
        { "$[0].action: is missing but it is required", [Allow with { Action = null }] },
        { "$[0].action: does not have a value in the enumeration [ALLOW, DENY]", [Allow with { Action = "allow" }] },
        { "$[1].allocation: is missing but it is required", [Default, Allow with { Allocation = null }] },
        { "$[0].allocation: must be at least 0", [Allow with { Allocation = -Tokens.Smallest }] },
        { "$[0].allocation: must be at most 9000000000000",
            [Allow with { Allocation = Tokens.Max + Tokens.Smallest }] },
        { "$[0].conditionId: the instance has no condition 'a0000000-0000-0000-0000-000000000001'",
            [Allow with { ConditionId = A }] },
        { "$[1].conditionId: is missing but it is required: $[0] is the default action already", [Default, Default] },
        { "$[2].conditionId: is missing but it is required: $[1] is the default action already",
            [Allow, new(Action: "ALLOW"), new(Action: "ALLOW")] },
        { "$[0].id: the line item has no action 'c0000000-0000-0000-0000-000000000001'",
            [Allow with { Id = Engineering }] },
        { "$[1].id: the action 'a0000000-0000-0000-0000-000000000001' is named by $[0] already",
            [Allow with { Id = A }, Default with { Id = A }] },
        { "$[0].name: must be 1 to 255 characters long", [Allow with { Name = "" }] },
        { "$[0].name: must be 1 to 255 characters long", [Allow with { Name = new('n', 256) }] },
        { "$[0].name: must not contain control characters", [Allow with { Name = "a\tb" }] },
        { "$[1]: null found, object expected", [Allow, null] },
        { "$[0].action: is missing but it is required; $[1].allocation: is missing but it is required",
            [Default with { Action = null }, Allow with { Allocation = null }] },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_list_is_refused_with_every_fault_and_its_path(string expected, ActionInput?[] inputs)
    {
        var refused = Assert.IsType<ActionsChange.Refused>(ActionsChange.Put(inputs, Existing, Conditions));

        Assert.Equal(expected, string.Join("; ", refused.Faults));
    }

    [Fact]
    public void A_put_reorders_changes_adds_and_leaves_out_and_keeps_what_was_used()
    {
        var change = ActionsChange.Put(
            [
                Allow with { Name = "new", ConditionId = Product },
                Allow with { Id = B, Name = "moved", Allocation = Tokens.Whole(5) },
                new(Name: "everybody else", Action: "ALLOW"),
            ],
            Existing,
            Conditions);

        Assert.Equal(
            [
                new(null, "new", Product, Allows: true, Some, Tokens.Zero),
                new(B, "moved", Engineering, Allows: true, Tokens.Whole(5), Tokens.Whole(7)),
                new(null, "everybody else", null, Allows: true, null, Tokens.Zero),
            ],
            Assert.IsType<ActionsChange.Accepted>(change).Actions);
    }

    [Fact]
    public void An_action_that_becomes_a_denial_loses_its_allocation_and_keeps_its_counter()
    {
        var change = ActionsChange.Put(
            [new(A, ConditionId: Engineering, Action: "DENY", Allocation: -Tokens.Smallest)], Existing, Conditions);

        Assert.Equal(
            [new PlannedAction(A, null, Engineering, Allows: false, null, Tokens.Whole(40))],
            Assert.IsType<ActionsChange.Accepted>(change).Actions);
    }

    [Fact]
    public void The_default_may_stand_anywhere_and_have_an_allocation_or_none()
    {
        Assert.IsType<ActionsChange.Accepted>(ActionsChange.Put([Default, Allow], [], Conditions));
        Assert.IsType<ActionsChange.Accepted>(ActionsChange.Put([new(Action: "ALLOW"), Allow], [], Conditions));
        Assert.IsType<ActionsChange.Accepted>(ActionsChange.Put([Allow with { ConditionId = null }], [], Conditions));
    }

    [Fact]
    public void An_allocation_goes_from_nothing_to_the_largest_amount()
    {
        Assert.IsType<ActionsChange.Accepted>(ActionsChange.Put(
            [Allow with { Allocation = Tokens.Zero }, Allow with { Allocation = Tokens.Max }], [], Conditions));
    }

    [Fact]
    public void An_empty_put_removes_all()
    {
        var change = ActionsChange.Put([], Existing, Conditions);

        Assert.Empty(Assert.IsType<ActionsChange.Accepted>(change).Actions);
    }

    [Fact]
    public void A_post_makes_the_first_list_and_no_second()
    {
        Assert.IsType<ActionsChange.Accepted>(ActionsChange.Post([Allow, Default], [], Conditions));
        Assert.IsType<ActionsChange.Conflict>(ActionsChange.Post([Allow, Default], Existing, Conditions));
        Assert.IsType<ActionsChange.Refused>(ActionsChange.Post([Default, Default], Existing, Conditions));
        Assert.IsType<ActionsChange.Refused>(ActionsChange.Post([Allow with { Id = A }], [], Conditions));
    }

    [Fact]
    public void A_line_item_has_at_most_1000_actions()
    {
        var many = Enumerable.Repeat(Allow, 1_001).ToList();

        Assert.IsType<ActionsChange.Accepted>(ActionsChange.Put(many[1..], [], Conditions));
        var refused = Assert.IsType<ActionsChange.Refused>(ActionsChange.Put(many, [], Conditions));
        Assert.Equal("$: must have at most 1000 items", Assert.Single(refused.Faults).ToString());
    }

    [Fact]
    public void Whatever_is_accepted_obeys_the_rules_and_whatever_obeys_them_is_accepted()
    {
        Guid?[] ids = [null, null, A, B, Engineering];
        Guid?[] conditions = [null, Engineering, Product, A];
        Tokens?[] allocations = [null, Tokens.Zero, Some, -Tokens.Smallest, Tokens.Max, Tokens.Largest];
        string?[] actions = ["ALLOW", "ALLOW", "DENY", "DENY", null, "?"];
        var accepted = 0;

        foreach (var seed in Cases.Seeds(10_000))
        {
            var random = new Random(seed);
            List<ActionInput> inputs = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new ActionInput(
                ids[random.Next(ids.Length)], null, conditions[random.Next(conditions.Length)],
                actions[random.Next(actions.Length)], allocations[random.Next(allocations.Length)]))];

            var kept = inputs.Where(input => input.Id is not null).Select(input => input.Id).ToList();
            var sound = inputs.Count(input => input.ConditionId is null) <= 1
                && inputs.All(input => input.ConditionId != A && input.Id != Engineering)
                && kept.Distinct().Count() == kept.Count
                && inputs.All(input => input.Action is "DENY" or "ALLOW")
                && inputs.Where(input => input.Action == "ALLOW").All(input => input.Allocation is { } tokens
                    ? tokens >= Tokens.Zero && tokens <= Tokens.Max
                    : input.ConditionId is null);

            var change = ActionsChange.Put(inputs, Existing, Conditions);

            Assert.True(change is ActionsChange.Accepted == sound, $"seed {seed}: {string.Join("; ", inputs)}");
            if (change is ActionsChange.Accepted list)
            {
                accepted++;
                var order = list.Actions.Select(action => action.Id).SequenceEqual(inputs.Select(input => input.Id));
                var counters = list.Actions.All(action =>
                    action.Used == Tokens.Whole(action.Id == A ? 40 : action.Id == B ? 7 : 0));
                Assert.True(order && counters, $"seed {seed}: {string.Join("; ", list.Actions)}");
            }
        }

        Assert.NotEqual(0, accepted);
    }
}
