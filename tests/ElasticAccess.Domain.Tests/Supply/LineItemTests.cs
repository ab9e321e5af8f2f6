using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Tests.Supply;

public class LineItemTests
{
    // "state elastic start..end at time tolerant": times in hours; "100-" is a millisecond before, "100+" one after.
    public static TheoryData<string> Usable => Cases.Of("""
        Deployed elastic 100..200 at 100           => yes   # Both ends are inclusive.
        Deployed elastic 100..200 at 200           => yes
        Deployed elastic 100..200 at 100-          => no
        Deployed elastic 100..200 at 200+          => no
        Deployed elastic 100..100 at 100           => yes
        Deployed plain   100..200 at 150           => no
        Inactive elastic 100..200 at 150           => no
        Obsolete elastic 100..200 at 150           => no
        Deleted  elastic 100..200 at 150           => no
        Deployed elastic 100..200 at 88  tolerant  => yes   # Twelve hours at both ends.
        Deployed elastic 100..200 at 88- tolerant  => no
        Deployed elastic 100..200 at 212 tolerant  => yes
        Deployed elastic 100..200 at 212+ tolerant => no
        Deployed elastic 100..200 at 88            => no
        Inactive elastic 100..200 at 150 tolerant  => no
        Deployed plain   100..200 at 150 tolerant  => no
        Deployed elastic 0..2562047788015 at 2562047788015 tolerant => yes   # The last hour that a time can hold.
        """);

    [Theory]
    [MemberData(nameof(Usable))]
    public void Usable_is_what_is_deployed_elastic_and_in_force(string row)
    {
        var (left, expected) = Cases.Split(row);
        var words = left.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var dates = words[2].Split("..");
        var lineItem = Of(quantity: 10) with
        {
            State = Enum.Parse<LineItemState>(words[0]),
            IsElastic = words[1] == "elastic",
            Start = Hour(dates[0]),
            End = Hour(dates[1]),
        };

        Assert.Equal(expected == "yes", lineItem.IsUsableAt(Hour(words[4]), timezoneTolerant: words.Length > 5));
    }

    // "quantity overdraft used": what is left of the entitled tokens, and of the overdraft.
    public static TheoryData<string> Left => Cases.Of("""
        10 none 0                    => 10 0
        10 none 3.5                  => 6.5 0
        10 none 10                   => 0 0
        10 none 12                   => 0 0          # The quantity was set below what is used.
        10 5 0                       => 10 5
        10 5 10                      => 0 5
        10 5 12.000001               => 0 2.999999
        10 5 15                      => 0 0
        10 5 99                      => 0 0          # Neither is ever negative.
        10 0 4                       => 6 0
        10 unlimited 4               => 6 9223372036844.775807
        10 unlimited 30              => 0 9223372036824.775807
        9000000000000 none 0         => 9000000000000 0
        9000000000000 9000000000000 0 => 9000000000000 223372036854.775807   # Up to what the counter holds.
        9000000000000 9000000000000 9000000000000 => 0 223372036854.775807
        9000000000000 unlimited 0    => 9000000000000 223372036854.775807
        9000000000000 unlimited 9223372036854.775806 => 0 0.000001
        9000000000000 unlimited 9223372036854.775807 => 0 0
        1 9000000000000 9000000000000.5 => 0 0.5
        """);

    [Theory]
    [MemberData(nameof(Left))]
    public void What_is_left_is_entitled_first_and_then_overdraft(string row)
    {
        var (left, expected) = Cases.Split(row);
        var words = left.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var lineItem = Of(long.Parse(words[0])) with
        {
            Used = Tokens.Parse(words[2]),
            Overdraft = words[1] switch
            {
                "none" => Overdraft.None,
                "unlimited" => Overdraft.Unlimited,
                var limit => Overdraft.Number(long.Parse(limit)),
            },
        };

        Assert.Equal(expected, $"{lineItem.PaidLeft} {lineItem.OverdraftLeft}");
    }

    [Fact]
    public void Whatever_is_left_can_be_taken_without_an_overflow()
    {
        long[] amounts = [1, 2, 1_000_000, Tokens.MaxWhole - 1, Tokens.MaxWhole];
        long[] used = [0, 1, 1_000_000, Tokens.Max.Micro - 1, Tokens.Max.Micro, long.MaxValue - 1, long.MaxValue];
        Overdraft[] overdrafts = [Overdraft.None, Overdraft.Unlimited, .. amounts.Select(Overdraft.Number)];
        var all = from quantity in amounts
                  from overdraft in overdrafts
                  from micro in used
                  select (quantity, overdraft, micro);
        foreach (var (quantity, overdraft, micro) in all)
        {
            var lineItem = Of(quantity) with { Overdraft = overdraft, Used = new(micro) };
            var after = lineItem with { Used = lineItem.Used + lineItem.PaidLeft + lineItem.OverdraftLeft };
            var wide = (Int128)quantity * Tokens.MicroPerToken
                + (overdraft.Type == OverdraftType.Number ? (Int128)overdraft.Limit * Tokens.MicroPerToken : 0);
            var bound = overdraft.Type == OverdraftType.Unlimited ? long.MaxValue : Int128.Min(wide, long.MaxValue);

            Assert.Equal((Int128)after.Used.Micro, Int128.Max(micro, bound));
            Assert.Equal((Tokens.Zero, Tokens.Zero), (after.PaidLeft, after.OverdraftLeft));
        }
    }

    [Fact]
    public void The_charging_order_is_total_end_then_start_then_id()
    {
        string[] ids = ["a", "B", "b", "A", "aa", "Z", "é", ""];
        foreach (var seed in Cases.Seeds(2_000))
        {
            var random = new Random(seed);
            LineItem[] expected =
            [
                .. ids.Select(id => Of(1) with
                {
                    ActivationId = id,
                    Start = new(random.Next(2)),
                    End = new(random.Next(2, 4)),
                }).OrderBy(l => l.End.Ms).ThenBy(l => l.Start.Ms).ThenBy(l => l.ActivationId, StringComparer.Ordinal),
            ];
            var sorted = expected.ToArray();
            random.Shuffle(sorted);
            Array.Sort(sorted, LineItem.CompareInChargingOrder);

            var found = string.Join(' ', sorted.Select(lineItem => lineItem.ActivationId));
            Assert.True(sorted.SequenceEqual(expected), $"seed {seed}: {found}");
            Assert.All(sorted, (one, i) => Assert.All(sorted, (other, j) => Assert.Equal(
                i.CompareTo(j), Math.Sign(LineItem.CompareInChargingOrder(one, other)))));
        }
    }

    // "quantity overdraft used taken": the last token is gone, or not.
    public static TheoryData<string> Exhausted => Cases.Of("""
        10 None       4 6          => yes
        10 None       4 5.999999   => no
        10 None       0 10         => yes
        10 None       10 0         => no    # Nothing was taken.
        10 Number:5   4 6          => no    # The overdraft is left.
        10 Number:5   4 11         => yes
        10 Number:5   12 3         => yes
        10 Number:5   12 2.999999  => no
        10 Unlimited  4 6          => no
        10 Unlimited  1000000 5000 => no
        """);

    [Theory]
    [MemberData(nameof(Exhausted))]
    public void It_is_exhausted_by_the_last_token_that_it_could_give(string row)
    {
        var (left, expected) = Cases.Split(row);
        var words = left.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var overdraft = words[1].Split(':') is [_, var limit]
            ? Overdraft.Number(long.Parse(limit))
            : words[1] == "None" ? Overdraft.None : Overdraft.Unlimited;
        var lineItem = Of(long.Parse(words[0])) with
        {
            Overdraft = overdraft,
            Used = Tokens.Round(decimal.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture)),
        };
        var taken = Tokens.Round(decimal.Parse(words[3], System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(expected == "yes", lineItem.IsExhaustedBy(taken));
    }

    internal static LineItem Of(long quantity) => new(
        Guid.Empty, "A", LineItemState.Deployed, IsElastic: true, quantity, new(0), new(long.MaxValue / 2), "",
        Overdraft.None, Tokens.Zero);

    private static Instant Hour(string text)
    {
        const long msPerHour = 3_600_000;
        var ms = long.Parse(text.TrimEnd('+', '-')) * msPerHour;
        return new(text[^1] switch { '+' => ms + 1, '-' => ms - 1, _ => ms });
    }
}
