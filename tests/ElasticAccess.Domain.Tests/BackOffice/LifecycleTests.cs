using ElasticAccess.Domain.BackOffice;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Tests.BackOffice;

public class LifecycleTests
{
    private static readonly string[] States = [.. Enum.GetValues<LifeState>().Select(Lifecycle.NameOf)];

    // States × operations, in the order Edit Amend Delete Deploy Inactivate Obsolete Test.
    public static TheoryData<string> Matrix => Cases.Of("""
        Draft    => Draft Draft Draft Deployed - - Test
        Deployed => - Deployed - - Inactive Obsolete -
        Inactive => - Inactive - Deployed - Obsolete -
        Test     => - Test Test - - - -
        Obsolete => - - - - - - -
        """);

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Each_state_permits_what_its_row_says(string row)
    {
        var (state, expected) = Cases.Split(row);

        var after = Enum.GetValues<LifeStep>().Select(step => Lifecycle.After(Enum.Parse<LifeState>(state), step));

        Assert.Equal(expected, string.Join(' ', after.Select(to => to?.ToString() ?? "-")));
    }

    // "entitlement/line item": what a line item by itself may become by Deploy, Inactivate, Obsolete and Test.
    public static TheoryData<string> LineItems => Cases.Of("""
        Draft/Draft       => - - - Test
        Deployed/Draft    => Deployed - - Test
        Deployed/Deployed => - Inactive Obsolete -
        Deployed/Inactive => Deployed - Obsolete -
        Deployed/Test     => - - - -
        Inactive/Draft    => - - - -
        Inactive/Inactive => - - Obsolete -
        Test/Draft        => - - - Test
        Test/Test         => - - - -
        Obsolete/Obsolete => - - - -
        """);

    [Theory]
    [MemberData(nameof(LineItems))]
    public void A_line_item_is_never_ahead_of_its_entitlement(string row)
    {
        var (left, expected) = Cases.Split(row);
        var states = left.Split('/').Select(Enum.Parse<LifeState>).ToArray();
        LifeStep[] steps = [LifeStep.Deploy, LifeStep.Inactivate, LifeStep.Obsolete, LifeStep.Test];

        var after = steps.Select(step => Lifecycle.OfLineItem(states[0], states[1], step));

        Assert.Equal(expected, string.Join(' ', after.Select(to => to?.ToString() ?? "-")));
    }

    // What a line item becomes with its entitlement, by Deploy, Inactivate, Obsolete, Test.
    public static TheoryData<string> Followers => Cases.Of("""
        Draft        => Deployed Draft Obsolete Test
        Deployed     => Deployed Inactive Obsolete Deployed
        Inactive     => Inactive Inactive Obsolete Inactive
        Inactive too => Deployed Inactive Obsolete Inactive    # It became so with its entitlement.
        Test         => Test Test Test Test
        Obsolete     => Obsolete Obsolete Obsolete Obsolete
        """);

    [Theory]
    [MemberData(nameof(Followers))]
    public void Line_items_go_with_their_entitlement(string row)
    {
        var (left, expected) = Cases.Split(row);
        var state = Enum.Parse<LifeState>(left.Split(' ')[0]);
        LifeStep[] steps = [LifeStep.Deploy, LifeStep.Inactivate, LifeStep.Obsolete, LifeStep.Test];

        var after = steps.Select(step => Lifecycle.Follow(step, state, left.EndsWith("too", StringComparison.Ordinal)));

        Assert.Equal(expected, string.Join(' ', after));
    }

    public static TheoryData<string> Places => Cases.Of("""
        Draft    => Draft -
        Deployed => Draft Deployed
        Inactive => - Inactive
        Test     => Test Deployed
        Obsolete => - Obsolete
        """);

    [Theory]
    [MemberData(nameof(Places))]
    public void A_new_line_item_and_a_mapped_one_stand_as_the_state_wants(string row)
    {
        var (left, expected) = Cases.Split(row);
        var state = Enum.Parse<LifeState>(left);

        Assert.Equal(
            expected,
            $"{Lifecycle.OfNewLineItem(state)?.ToString() ?? "-"} {Lifecycle.Mapped(state)?.ToString() ?? "-"}");
        Assert.NotEqual(LineItemState.Deleted, Lifecycle.Mapped(state));
    }

    [Fact]
    public void A_refusal_names_the_state_found_and_the_one_wanted()
    {
        foreach (var state in Enum.GetValues<LifeState>())
        {
            foreach (var step in Enum.GetValues<LifeStep>().Where(step => Lifecycle.After(state, step) is null))
            {
                string[] words = Lifecycle.Refusal("The line item A", state, step).Split([' ', ':', ',']);
                Assert.Equal(Lifecycle.NameOf(state), words[5]);
                Assert.True(words.Intersect(States).Count() > 1 || words.Count(States.Contains) > 1);
            }
        }
    }
}
