using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Domain.Tests.Rules;

public class AccessRulesTests
{
    // Actions in their order: "allow 150-20 in(…)" has an allocation of 150 of which 20 are used; without a condition
    // an action is the default. The answer names the place of the deciding action.
    public static TheoryData<string> Table => Cases.Of("""
                                                     | user/maria          => open          # No rules at all.
        allow                                        | user/maria          => allowed by 0
        allow 100                                    | user/maria          => allowed by 0, 100 left
        allow 100-40.5                               | user/maria          => allowed by 0, 59.5 left
        allow 100-100                                | user/maria          => allowed by 0, 0 left
        allow 100-130                                | user/maria          => allowed by 0, 0 left   # Lowered since.
        allow 0                                      | user/maria          => allowed by 0, 0 left
        deny                                         | user/maria          => denied by 0
        allow 150 in(d: 'Eng')                       | user/maria d='Eng'  => allowed by 0, 150 left
        allow 150 in(d: 'Eng')                       | user/maria d='PM'   => denied        # Rules, and none matches.
        allow 150 in(d: 'Eng') / deny                | user/maria d='PM'   => denied by 1
        allow 150 in(d: 'Eng') / allow               | user/maria d='PM'   => allowed by 1
        deny in(d: 'Eng') / allow                    | user/maria d='Eng'  => denied by 0
        allow / deny in(d: 'Eng')                    | user/maria d='Eng'  => allowed by 0  # Wherever it stands.
        deny / allow 150 in(d: 'Eng')                | user/maria d='Eng'  => denied by 0
        allow 10 in(d: 'Eng') / allow 20 in(d: 'Eng') | user/maria d='Eng' => allowed by 0, 10 left
        allow 10-10 in(d: 'Eng') / allow             | user/maria d='Eng'  => allowed by 0, 0 left   # No falling on.
        deny in($value: 'eve') / allow 5             | user/eve            => denied by 0
        deny in($value: 'eve') / allow 5             | user/maria          => allowed by 1, 5 left
        deny not(d: 'Eng') / allow                   | user/maria          => denied by 0
        """);

    [Theory]
    [MemberData(nameof(Table))]
    public void The_first_action_that_matches_decides(string row)
    {
        var (left, expected) = Cases.Split(row);
        var (actions, requester) = (Actions(left.Split('|')[0].Trim()), RulesText.Requester(left.Split('|')[1]));

        Assert.Equal(expected, Written(AccessRules.Decide(actions, requester), actions));
    }

    [Fact]
    public void The_tutorial_gives_engineering_150_and_product_people_50_together()
    {
        var actions = Actions(
            "allow 150 in(d: 'Engineering') / allow 50 in(d: 'Product Management', 'Product Marketing')");

        Assert.Equal("granted", Take("Engineering", 150));
        Assert.Equal("only 0 left", Take("Engineering", 1));
        Assert.Equal("granted", Take("Product Management", 30));
        Assert.Equal("granted", Take("Product Marketing", 20));
        Assert.Equal("only 0 left", Take("Product Management", 1));
        Assert.Equal("denied", Take("Sales", 1));
        Assert.Equal([Tokens.Whole(150), Tokens.Whole(50)], actions.Select(action => action.Used));

        string Take(string department, long tokens)
        {
            var verdict = AccessRules.Decide(actions, RulesText.Requester($"user/maria d='{department}'"));
            if (verdict is not Verdict.Allowed { Action: var action, Left: { } left })
            {
                return "denied";
            }

            if (left < Tokens.Whole(tokens))
            {
                return $"only {left} left";
            }

            actions = [.. actions.Select(one => one.Id == action.Id
                ? one with { Used = one.Used + Tokens.Whole(tokens) }
                : one)];
            return "granted";
        }
    }

    [Fact]
    public void Any_rules_decide_as_a_plain_reading_of_them_says()
    {
        foreach (var seed in Cases.Seeds(10_000))
        {
            var random = new Random(seed);
            var requester = RandomRules.Requester(random);
            List<AccessAction> actions = [.. Enumerable.Range(0, random.Next(5)).Select(i => new AccessAction(
                Id(i),
                random.Next(4) == 0 ? null : RandomRules.Condition(random, depth: 1),
                Allows: random.Next(3) > 0,
                Allocation: random.Next(4) == 0 ? null : new Tokens(random.Next(100)),
                Used: new Tokens(random.Next(100))))];

            // Backwards: whatever matches earlier overrules what was found before.
            var expected = actions.Count == 0 ? "open" : "denied";
            for (var i = actions.Count - 1; i >= 0; i--)
            {
                var (condition, action) = (actions[i].Condition, actions[i]);
                if (condition is null || ConditionTests.Reference(condition, requester))
                {
                    var micro = Math.Max(0, (action.Allocation?.Micro ?? 0) - action.Used.Micro);
                    var left = action.Allocation is null ? "" : $", {new Tokens(micro)} left";
                    expected = action.Allows ? $"allowed by {i}{left}" : $"denied by {i}";
                }
            }

            var verdict = Written(AccessRules.Decide(actions, requester), actions);
            Assert.True(verdict == expected, $"seed {seed}: {verdict}, not {expected}");
        }
    }

    private static string Written(Verdict verdict, List<AccessAction> actions) => verdict switch
    {
        Verdict.Open => "open",
        Verdict.Allowed { Left: { } left } allowed => $"allowed by {actions.IndexOf(allowed.Action)}, {left} left",
        Verdict.Allowed allowed => $"allowed by {actions.IndexOf(allowed.Action)}",
        Verdict.Denied { Action: { } action } => $"denied by {actions.IndexOf(action)}",
        _ => "denied",
    };

    private static List<AccessAction> Actions(string text) =>
        text == "" ? [] : [.. text.Split(" / ").Select((part, i) => Action(part.Trim(), Id(i)))];

    private static AccessAction Action(string text, Guid id)
    {
        var words = text.Split(' ', 3);
        var hasAllocation = words.Length > 1 && char.IsAsciiDigit(words[1][0]);
        var amounts = hasAllocation ? words[1].Split('-') : [];
        var condition = string.Join(' ', words.Skip(hasAllocation ? 2 : 1));
        return new(
            id,
            condition == "" ? null : RulesText.Condition(condition),
            Allows: words[0] == "allow",
            Allocation: hasAllocation ? Tokens.Parse(amounts[0]) : null,
            Used: amounts.Length > 1 ? Tokens.Parse(amounts[1]) : Tokens.Zero);
    }

    private static Guid Id(int i) => new(i + 1, 0, 0, new byte[8]);
}
