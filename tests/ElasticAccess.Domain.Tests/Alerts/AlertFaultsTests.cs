using System.Globalization;
using ElasticAccess.Domain.Alerts;

namespace ElasticAccess.Domain.Tests.Alerts;

public class AlertFaultsTests
{
    // "measure, action, threshold, recoverAt => paths of the faults"; a dash is nothing.
    public static TheoryData<string> Definitions => Cases.Of("""
        Remaining,           -, 0,        -         => -
        Remaining,           -, 100,      100       => -                        # Recovers as soon as it is above.
        Remaining,           -, 100,      99.999999 => $.recoverAt              # It would recover where it fires.
        Remaining,           -, 9000000000000, 9000000000000 => -
        Remaining,           -, 9000000000001, -    => $.threshold
        Remaining,           -, -1,       -2        => $.threshold, $.recoverAt
        Remaining,           A, 100,      -         => $.actionId
        RemainingPercent,    -, 100,      100       => -
        RemainingPercent,    -, 100.000001, -       => $.threshold
        RemainingPercent,    -, 20,       101       => $.recoverAt
        OverdraftUsed,       -, 0,        -         => $.threshold              # It would fire before anything is used.
        OverdraftUsed,       -, 0.000001, 0         => -
        OverdraftUsed,       -, 10,       10.5      => $.recoverAt
        UsedInDay,           -, 0,        -         => $.threshold
        UsedInDay,           -, 10,       10        => -
        UsedInMonth,         -, 10,       11        => $.recoverAt
        DaysToExpiry,        -, 30,       60        => -
        DaysToExpiry,        -, 3000001,  -         => $.threshold
        AllocationRemaining, -, 10,       -         => $.actionId
        AllocationRemaining, A, 10,       20        => -
        AllocationRemaining, -, -5,       9         => $.actionId, $.threshold
        """);

    [Theory]
    [MemberData(nameof(Definitions))]
    public void All_that_is_wrong_is_found(string row)
    {
        var (left, expected) = Cases.Split(row);
        var given = left.Split(',', StringSplitOptions.TrimEntries);

        var faults = AlertFaults.Find(
            Enum.Parse<AlertMeasure>(given[0]),
            given[1] == "-" ? null : new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]),
            Tokens.Parse(given[2]),
            given[3] == "-" ? null : Tokens.Parse(given[3]));

        Assert.Equal(expected, faults.Count == 0 ? "-" : string.Join(", ", faults.Select(fault => fault.Path)));
    }

    // "text => as it is read back", or "no".
    public static TheoryData<string> Cooldowns => Cases.Of("""
        PT1H           => PT1H
        PT0S           => PT0S
        P0D            => PT0S
        PT60M          => PT1H
        PT90S          => PT1M30S
        P1D            => P1D
        P1DT12H        => P1DT12H
        PT36H          => P1DT12H
        P2W            => P14D
        P366D          => P366D
        PT1H2M3S       => PT1H2M3S
        P366DT1S       => no
        P53W           => no
        P99999999W     => no
        P99999999DT99999999H => no
        P1Y            => no            # No fixed length.
        P1M            => no
        P              => no
        PT             => no
        P1DT           => no
        PT1M1H         => no            # Out of order.
        PT1.5H         => no
        PT-1H          => no
        PTH            => no
        P1W1D          => no
        1H             => no
        pt1h           => no
        PT1H x         => no
        """);

    [Theory]
    [MemberData(nameof(Cooldowns))]
    public void A_cooldown_is_a_duration_of_a_fixed_length(string row)
    {
        var (text, expected) = Cases.Split(row);

        Assert.Equal(expected, Cooldown.TryParse(text, out var cooldown) ? Cooldown.ToText(cooldown) : "no");
    }

    // "millionths / divisor => shown", half to even.
    public static TheoryData<string> Fractions => Cases.Of("""
        100000000 / 3  => 33.333333
        200000000 / 3  => 66.666667
        1 / 2          => 0
        3 / 2          => 0.000002
        5 / 2          => 0.000002
        -1 / 2         => 0
        -3 / 2         => -0.000002
        -7 / 3         => -0.000002
        0 / 7          => 0
        99999999999999999999999 / 1 => 9223372036854.775807
        """);

    [Theory]
    [MemberData(nameof(Fractions))]
    public void A_value_is_shown_rounded_and_compared_exactly(string row)
    {
        var (left, expected) = Cases.Split(row);
        var parts = left.Split('/').Select(part => Int128.Parse(part, CultureInfo.InvariantCulture)).ToArray();

        Assert.Equal(expected, new AlertReading(parts[0], parts[1]).Shown.ToString());
    }

    [Fact]
    public void A_third_is_more_than_what_it_is_shown_as()
    {
        var third = new AlertReading(100_000_000, 3);

        Assert.True(third.CompareTo(third.Shown) > 0);
    }
}
