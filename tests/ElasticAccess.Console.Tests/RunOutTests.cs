using ElasticAccess.Client.Models;
using ElasticAccess.Console.Components.Instances;
using ElasticAccess.Console.Reaching;

namespace ElasticAccess.Console.Tests;

/// <summary>
/// What an instance has left is said as it is, also where there is no date and where overdraft was used.
/// </summary>
public sealed class RunOutTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(LineItemState.Deployed, 10, 100, 0, "not in sight")]
    [InlineData(LineItemState.Deployed, 10, 100, 5, "not before they expire")]
    [InlineData(LineItemState.Deployed, 10, 0, 0, "nothing left")]
    [InlineData(LineItemState.Deployed, -1, 0, 0, "nothing to charge")]
    [InlineData(LineItemState.Inactive, 10, 0, 0, "nothing to charge")]
    [InlineData(LineItemState.Obsolete, 10, 0, 0, "nothing to charge")]
    public void What_has_no_date_says_why(LineItemState state, int endsIn, int left, int expiring, string expected) =>
        Assert.Equal(expected, RunOut.WithoutDate(
            new LineItemForecast("A", state, Now.AddDays(-60), Now.AddDays(endsIn), left, 1, expiring), Now));

    [Theory]
    [InlineData(true, null, "unlimited")]
    [InlineData(false, null, "unlimited")]
    [InlineData(true, 50, "not in sight")]
    [InlineData(false, 0, "–")]
    public void So_does_overdraft(bool canBeCharged, int? left, string expected) =>
        Assert.Equal(expected, RunOut.WithoutEnd(canBeCharged, left));

    [Theory]
    [InlineData(60, 100, "100 70 60")]
    [InlineData(0, 100, "40 10 0")]
    [InlineData(90, 100, "100 100 90")]
    public void Overdraft_that_was_used_was_never_left(int leftNow, int entitled, string expected) =>
        Assert.Equal(expected, string.Join(' ', UseByDay.LeftAfter(
            [(Now.AddDays(-2), 30m), (Now.AddDays(-1), 10m)], leftNow, entitled, Now).Select(point => point.Left)));

    [Theory]
    [InlineData("Berlin", true)]
    [InlineData("", false)]
    [InlineData(" Berlin", false)]
    [InlineData("two\nlines", false)]
    [InlineData("two\rlines", false)]
    public void A_value_that_is_no_line_is_not_for_the_form_with_lines(string value, bool isLine) =>
        Assert.Equal(isLine, Comparison.Of(Condition.In("site", value, "other")) is not null);

    [Fact]
    public void More_lines_than_there_are_is_no_form_at_all() =>
        Assert.Null(ConditionDraft.Read(name => name == "lines" ? "51" : null));
}
