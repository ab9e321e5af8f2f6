using System.Globalization;
using ElasticAccess.Domain.Forecasts;
using ElasticAccess.Domain.Supply;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Domain.Tests.Forecasts;

public class ForecastTests
{
    private const int Days = 10;

    // Day 1000 is now; times are days from then on. "A:100+5@0..30" has 100 tokens and 5 of overdraft, and can be
    // charged from day 0 to day 30; "+~" is unlimited, ".." permanent. What follows ":" is the net use of the last ten
    // days by line item. The answer: of each, when tokens are gone and it runs out, and what expires; then of all.
    public static TheoryData<string> Forecasts => Cases.Of("""
        A:100@0..       : A=10            => A 100/100/0 | 1 a day 100/100/0
        A:100@0..50     : A=10            => A -/-/50    | 1 a day -/-/50
        A:100@0..50     : A=0             => A -/-/100   | 0 a day -/-/100
        A:100@0..       :                 => A -/-/0     | 0 a day -/-/0
        A:100@0..50     : A=-30           => A -/-/100   | -3 a day -/-/100
        A:0@0..50       : A=10            => A 0/0/0     | 1 a day 0/0/0
        A:0@0..50       : A=0             => A -/-/0     | 0 a day -/-/0
        A:5+3@0..50     : A=10            => A 5/8/0     | 1 a day 5/8/0
        A:5+3@0..5      : A=10            => A -/-/0     | 1 a day -/-/0
        A:5+~@0..50     : A=10            => A 5/-/0     | 1 a day 5/-/0
        A:50@0..20 B:30@0..40 : A=10      => A -/-/30, B -/-/10 | 1 a day -/-/40
        A:5@0..20 B:30@0..60 : B=10       => A 5/5/0, B 35/35/0 | 1 a day 35/35/0
        A:5+4@0..50 B:3@0..60 : A=10      => A 5/12/0, B 8/8/0 | 1 a day 8/12/0
        A:5@0..50 B:9@20..60 : A=10       => A 5/5/0, B 29/29/0 | 1 a day 5/5/0
        A:50@0..10 B:5@20..60 : A=10      => A -/-/40, B 25/25/0 | 1 a day 25/25/40
        A:50@0..10 B:0@0..60 : A=10       => A -/-/40, B 0/0/0 | 1 a day 10/10/40
        A:5@0..50 B:5@5..60 : A=10        => A 5/5/0, B 10/10/0 | 1 a day 10/10/0
        B:40@30000..40000 : B=10          => B 30040/30040/0 | 1 a day 30040/30040/0
        A:9000000000000@0.. : A=0.00001   => A -/-/0     | 0.000001 a day -/-/0
        A:0.000004@0..9 : A=0.00002       => A 2/2/0     | 0.000002 a day 2/2/0
        A:0.000004@0..9 : A=0.000005      => A 8/8/0     | 0 a day 8/8/0
        A:0.000004@0..6 : A=0.000005      => A -/-/0.000001 | 0 a day -/-/0.000001
        A:7@0..         : A=1 gone=19     => A 3.5/3.5/0 | 2 a day 3.5/3.5/0
        A:20@-9..-1     : A=10            => A -/-/0     | 1 a day -/-/0
        inactive:20@0..50 : A=10          => inactive -/-/0 | 1 a day -/-/0
        """);

    private static readonly Instant Now = new(1000 * RollUp.DayMs);

    [Theory]
    [MemberData(nameof(Forecasts))]
    public void Tokens_burn_down_in_charging_order_at_the_pace_of_all(string row)
    {
        var (left, expected) = Cases.Split(row);
        var sides = left.Split(" : ");
        var net = sides.ElementAtOrDefault(1)?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split('=')).ToDictionary(
                one => IdOf(one[0]), one => (Int128)Tokens.Parse(one[1]).Micro) ?? [];
        var lineItems = sides[0].TrimEnd(' ', ':').Split(' ').Select(LineItemOf).Reverse();

        var forecast = Forecast.Of(lineItems, net, Days, Now, timezoneTolerant: false);

        var each = forecast.LineItems.Select(one =>
            $"{one.LineItem.ActivationId} {Written(one.TokensGoneAt, one.RunsOutAt, one.ExpiringUnused)}");
        Assert.Equal(
            string.Join(' ', expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            $"{string.Join(", ", each)} | {forecast.NetPerDay} a day "
            + Written(forecast.TokensGoneAt, forecast.RunsOutAt, forecast.ExpiringUnused));
    }

    [Fact]
    public void A_tolerant_producer_has_half_a_day_more()
    {
        var lineItem = LineItemOf("A:100@0..9");

        var forecast = Forecast.Of([lineItem], Net("A", 100_000_000), Days, Now, timezoneTolerant: true);

        // Nine days and twelve hours, of ten tokens a day.
        Assert.Equal(new TokenSum(5_000_000), forecast.ExpiringUnused);
    }

    [Fact]
    public void Half_a_millionth_of_a_day_goes_to_even()
    {
        TokenSum PerDay(long micro, int days) => Forecast.Of(
            [], new Dictionary<Guid, Int128> { [Guid.Empty] = micro }, days, Now, timezoneTolerant: false).NetPerDay;

        Assert.Equal([0, 2, 2, 0, -2, 33], new[] { PerDay(1, 2), PerDay(3, 2), PerDay(5, 2), PerDay(-1, 2),
            PerDay(-5, 2), PerDay(100, 3) }.Select(sum => (long)sum.Micro));
    }

    [Fact]
    public void Sums_are_wider_than_any_line_item()
    {
        var lineItems = Enumerable.Range(0, 5).Select(i => LineItemOf($"L{i}:9000000000000@0.."));

        var forecast = Forecast.Of(lineItems, Net("L0", long.MaxValue), Days, Now, timezoneTolerant: false);

        Assert.Equal("45000000000000", forecast.TokensLeft.ToString());
        Assert.NotNull(forecast.RunsOutAt);
    }

    // The same once more, day by day and token by token: whole tokens, one a day each, whole days.
    [Fact]
    public void It_is_what_charging_day_by_day_comes_to()
    {
        foreach (var seed in Cases.Seeds(20_000))
        {
            var random = new Random(seed);
            var lineItems = Enumerable.Range(0, random.Next(1, 6)).Select(i =>
            {
                var start = random.Next(0, 30);
                var end = start + random.Next(1, 40);
                return LineItemOf($"L{i}:{random.Next(0, 20)}+{random.Next(0, 6)}@{start}..{end}");
            }).ToList();

            var forecast = Forecast.Of(lineItems, Net("L0", 10_000_000), Days, Now, timezoneTolerant: false);

            var left = ByDays(lineItems);
            Assert.All(forecast.LineItems, one => Assert.True(
                one.ExpiringUnused == Tokens.Whole(left[one.LineItem.Id]),
                $"seed {seed}: {one.LineItem.ActivationId} has {one.ExpiringUnused}, not {left[one.LineItem.Id]}"));
        }
    }

    private static Dictionary<Guid, long> ByDays(List<LineItem> lineItems)
    {
        var paid = lineItems.ToDictionary(one => one.Id, one => one.Quantity);
        lineItems.Sort(LineItem.CompareInChargingOrder);
        for (var day = 0; day < 80; day++)
        {
            var noon = new Instant(Now.Ms + (day * RollUp.DayMs) + (RollUp.DayMs / 2));
            var first = lineItems.Find(one => one.IsUsableAt(noon, timezoneTolerant: false) && paid[one.Id] > 0);
            if (first is not null)
            {
                paid[first.Id]--;
            }
        }

        return paid;
    }

    private static Dictionary<Guid, Int128> Net(string name, long micro) => new() { [IdOf(name)] = micro };

    private static Guid IdOf(string name) => new(name.PadRight(16)[..16].Select(c => (byte)c).ToArray());

    private static string Written(Instant? gone, Instant? out1, TokenSum expires) =>
        $"{Day(gone)}/{Day(out1)}/{expires}";

    private static string Day(Instant? at) => at is { } known
        ? ((known.Ms - Now.Ms) / (decimal)RollUp.DayMs).ToString("0.####", CultureInfo.InvariantCulture)
        : "-";

    // An end is the last millisecond before that day.
    private static LineItem LineItemOf(string text)
    {
        var (name, rest) = (text.Split(':')[0], text.Split(':')[1]);
        var (amounts, dates) = (rest.Split('@')[0].Split('+'), rest.Split('@')[1].Split(".."));
        var tokens = Tokens.Parse(amounts[0]);
        var quantity = (long)decimal.Ceiling(tokens.Value);
        return new(
            IdOf(name), name, name == "inactive" ? LineItemState.Inactive : LineItemState.Deployed, IsElastic: true,
            quantity, At(dates[0]), dates[1].Length == 0 ? LineItem.Permanent : new(At(dates[1]).Ms - 1), "",
            amounts.Length == 1 ? Overdraft.None
                : amounts[1] == "~" ? Overdraft.Unlimited
                : Overdraft.Number(long.Parse(amounts[1], CultureInfo.InvariantCulture)),
            Used: Tokens.Whole(quantity) - tokens);
    }

    private static Instant At(string day) =>
        new(Now.Ms + (long.Parse(day, CultureInfo.InvariantCulture) * RollUp.DayMs));
}
