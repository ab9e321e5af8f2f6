using ElasticAccess.Domain.Access;

namespace ElasticAccess.Domain.Tests.Access;

public class ItemAccessTests
{
    public static TheoryData<string> Table => Cases.Of("""
        5 of                           => NoLineItem           # 204 goes before all others.
        5 of unusable                  => NoLineItem
        5 of deleted                   => NoLineItem
        5 of unusable | deleted        => NoLineItem
        5 of unrated                   => ItemNotRated         # Then 201.
        5 of unusable | unrated        => ItemNotRated
        5 of unrated | unrated         => ItemNotRated
        5 of unrated | broken          => FormulaFailed        # Then 206, where none that holds it has a value.
        5 of unusable | broken         => FormulaFailed
        5 of broken | broken           => FormulaFailed
        5 of broken | 3                => InsufficientTokens
        5 of broken | denied           => DeniedByRules
        5 of broken | 5                => B-5
        5 of denied                    => DeniedByRules        # Then 203.
        5 of denied | denied           => DeniedByRules
        5 of denied | 3                => DeniedByRules
        5 of denied | 0                => DeniedByRules
        5 of denied | 5                => B-5
        5 of denied | 9 limit 4        => DeniedByRules        # 203 before 205.
        5 of 9 limit 4 | denied        => DeniedByRules
        5 of 9 alloc 4                 => DeniedByRules
        5 of 9 alloc 0                 => DeniedByRules
        5 of 0 alloc 4                 => DeniedByRules        # Also when no tokens are left at all.
        5 of 9 alloc 5                 => A-5
        5 of 9 alloc 4 | 1             => A-4 B-1
        5 of 3 alloc 5                 => InsufficientTokens   # The allocation would have been enough.
        5 of 3 alloc 3                 => DeniedByRules
        5 of 3 | 9 alloc 2             => A-3 B-2
        5 of 3 | 9 alloc 1             => DeniedByRules
        5 of 9 alloc 4 limit 3         => DeniedByRules
        5 of 9 limit 4                 => LimitReached         # Then 205.
        5 of 9 limit 0                 => LimitReached
        5 of 0 limit 4                 => LimitReached         # Also when no tokens are left at all.
        5 of 3 limit 4 | 1             => LimitReached
        5 of 9 limit 4 | 1             => A-4 B-1              # 205 only where nothing else could serve.
        5 of 9 limit 5                 => A-5
        5 of 3 limit 5                 => InsufficientTokens   # And 202 at last.
        5 of 4.999999                  => InsufficientTokens
        5 of 3 | 1.999999              => InsufficientTokens
        5 of 3 | 2                     => A-3 B-2
        9000000000000 of 5 at 2        => InsufficientTokens   # More than any amount can be.
        5 of 0 at 0                    => A-0                  # A free item needs no tokens,
        5 of 0 alloc 0 at 0            => A-0                  # no allocation
        5 of 0 limit 0 at 0            => A-0                  # and no limit,
        5 of denied | 0 at 0           => B-0                  # but nobody who denies gives it.
        5 of 2 alloc 1 | 8 at 2        => A-1 B-8
        5 of 9 alloc 1 limit 2 | 9 alloc 4 => A-1 B-4
        """);

    [Theory]
    [MemberData(nameof(Table))]
    public void The_first_refusal_that_applies_is_named(string row)
    {
        var (left, expected) = Cases.Split(row);
        var (count, lineItems) = (left.Split(" of")[0], left.Split(" of")[1]);

        var decision = ItemAccess.Decide(
            AccessText.State(lineItems), AccessText.Item(count), AccessText.Maria, AccessText.Now);

        Assert.Equal(expected, AccessText.Written(decision.Outcome));
    }

    [Fact]
    public void Every_line_item_but_a_deleted_one_is_considered_and_says_why_it_was_passed_over()
    {
        var state = AccessText.State("unusable | deleted | unrated | broken | denied | 9 alloc 4 limit 3 | 9 at 2");

        var decision = ItemAccess.Decide(state, AccessText.Item("4"), AccessText.Maria, AccessText.Now);

        Assert.Equal("F-3 G-2", AccessText.Written(decision.Outcome));
        Assert.Equal(
            "A NotUsable, C NotRated, D FormulaFailed, E Denied, F  at 1 alloc 4 limit 3, G  at 2",
            string.Join(", ", decision.Considered.Select(c => $"{c.LineItem.ActivationId} {c.PassedOver}"
                + (c.PassedOver is null ? $" at {c.Rate}" : "")
                + (c.AllocationLeft is { } allocation ? $" alloc {allocation}" : "")
                + (c.LimitLeft is { } limit ? $" limit {limit}" : ""))));
        Assert.Equal("the variable 'missing' is missing", decision.Considered[2].FormulaFault);
    }
}
