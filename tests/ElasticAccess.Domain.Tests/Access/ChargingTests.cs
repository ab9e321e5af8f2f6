using System.Collections.Frozen;
using System.Globalization;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Tests.Supply;

namespace ElasticAccess.Domain.Tests.Access;

public class ChargingTests
{
    private static readonly RateTable Table = new(
        Guid.Empty, "", "1", new(0), new(0), FrozenDictionary<ItemKey, Price>.Empty);

    // "A:10+5*7" is line item A with 10 paid tokens and 5 of overdraft, at 7 tokens per count.
    public static TheoryData<string> Plans => Cases.Of("""
        1 of                        => refused
        4 of A:10*3                 => refused      # 12 tokens asked, 10 there: not one is taken.
        3 of A:9*3                  => A-9
        8 of A:7*7 B:100*7          => A-7 B-49     # The documented split of 56.
        8 of A:0*7 B:100*7          => B-56         # One with nothing left is not named.
        3 of A:10+9*9 B:10*9        => A-17 B-10    # Paid tokens of both, then overdraft; A is named once.
        3 of A:0+9*9 B:10*9         => refused
        2 of A:0+9*9 B:10*9         => B-10 A-8     # In the order in which they were first taken from.
        3 of A:10+9*9 B:10+9*9      => A-17 B-10
        4 of A:10+9*9 B:10+9*9      => A-19 B-17
        4 of A:6*2 B:10*5           => A-6 B-5      # Each line item is charged at its own rate.
        4 of A:6*2 B:4.99*5         => refused
        3 of A:0*0                  => A-0          # A free item still names the line item that gave it,
        3 of A:0*0 B:10*0           => A-0
        3 of A:4*2 B:0*0            => A-4 B-0      # also when another has paid for a part.
        3 of A:6*2 B:0*0            => A-6
        0.000001 of A:1*0.5         => A-0          # Half a millionth goes to even,
        0.000003 of A:1*0.5         => A-0.000002
        0.000001 of A:0*0.5         => A-0          # and what costs nothing needs nothing.
        2 of A:1*1 B:2.99*3         => refused
        2 of A:1*1 B:2.999999*3     => A-1 B-2.999999   # The third of a millionth that is left costs nothing at A.
        2 of A:1*1 B:3*3            => A-1 B-3
        1 of A:1*3 B:1*3 C:1*3      => A-1 B-1 C-1  # Thirds of the count are no loss.
        0.1 of A:0.000001*0.00003 B:1*0.00003 => A-0.000001 B-0.000002
        0.000001 of A:0.999999*9000000000000 B:1*2.5 => A-0.999999 B-0.000002  # Less than a tie is left.
        9000000000000 of A:9000000000000*1 => A-9000000000000
        9000000000000 of A:9223372036854.775807*1.000001 => refused   # More than any amount can be.
        9000000000000 of A:9223372036854.775807*9000000000000 => refused
        9000000000000 of A:5000000000000+4000000000000*1 => A-9000000000000
        """);

    [Theory]
    [MemberData(nameof(Plans))]
    public void Paid_tokens_go_first_in_order_and_nothing_is_taken_in_part(string row)
    {
        var (left, expected) = Cases.Split(row);
        var (count, sources) = (left.Split(" of")[0], left.Split(" of")[1]);

        var plan = Charging.Plan(
            decimal.Parse(count, CultureInfo.InvariantCulture),
            [.. sources.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Source)]);

        Assert.Equal(expected, Written(plan));
    }

    [Fact]
    public void At_one_rate_a_charge_is_exact_and_granted_exactly_when_the_tokens_are_there()
    {
        foreach (var seed in Cases.Seeds(100_000))
        {
            var random = new Random(seed);
            var rate = new Tokens(seed % 2 == 0 ? random.NextInt64(1, 99_000_000) : random.NextInt64(1, 60) * 500_000);
            var count = random.NextInt64(1, 20_000_000) / (seed % 3 == 0 ? 1_000_000m : 1_000m);
            var charge = decimal.Round(count * rate.Value, Tokens.Decimals, MidpointRounding.ToEven);
            var tokens = Tokens.Round(charge * random.Next(0, 300) / 200);
            var sources = Split(random, rate, tokens, pieces: random.Next(1, 5));
            var there = sources.Sum(source => source.Paid.Value + source.Overdraft.Value);

            var plan = Charging.Plan(count, sources);

            var taken = (plan as ChargePlan.Covered)?.Debits.Sum(debit => debit.Tokens.Value);
            Assert.True(
                taken == (charge <= there ? charge : null), $"seed {seed}: took {taken} of {charge} from {there}");
        }
    }

    [Fact]
    public void A_split_costs_what_one_piece_costs()
    {
        foreach (var seed in Cases.Seeds(50_000))
        {
            var random = new Random(seed);
            var rate = new Tokens(random.NextInt64(1, 30_000_000));
            var count = random.NextInt64(1, 30_000_000) / 1_000_000m;
            var enough = Tokens.Round(count * rate.Value) + Tokens.Smallest;
            var whole = Charging.Plan(count, Split(random, rate, enough, pieces: 1));
            var split = Charging.Plan(count, Split(random, rate, enough, pieces: 6));

            var (one, many) = (Charged(whole), Charged(split));
            Assert.True(one == many, $"seed {seed}: {one} in one piece, {many} in {Written(split)}");
        }
    }

    [Fact]
    public void None_gives_more_than_it_offers_and_no_overdraft_goes_before_a_paid_token()
    {
        foreach (var seed in Cases.Seeds(50_000))
        {
            var random = new Random(seed);
            Source[] sources = [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => new Source(
                LineItemTests.Of(1) with { ActivationId = $"{(char)('A' + i)}" },
                Table,
                new(random.Next(5) == 0 ? 0 : random.NextInt64(1, 9_000_000)),
                new(random.Next(4) == 0 ? 0 : random.NextInt64(20_000_000)),
                new(random.Next(2) == 0 ? 0 : random.NextInt64(20_000_000))))];

            if (Charging.Plan(random.NextInt64(1, 9_000_000) / 1_000_000m, sources) is not ChargePlan.Covered covered)
            {
                continue;
            }

            var taken = sources.Select(source => covered.Debits
                .SingleOrDefault(debit => debit.LineItem == source.LineItem)?.Tokens ?? Tokens.Zero).ToList();
            var within = sources.Zip(taken).All(p =>
                p.Second >= Tokens.Zero && p.Second <= p.First.Paid + p.First.Overdraft);
            var isOverdrawn = sources.Zip(taken).Any(p => p.Second > p.First.Paid);
            var isPaidSpent = sources.Zip(taken).All(p => p.Second >= p.First.Paid);
            Assert.True(within && (!isOverdrawn || isPaidSpent), $"seed {seed}: {Written(covered)}");
        }
    }

    private static Source[] Split(Random random, Tokens rate, Tokens tokens, int pieces)
    {
        var cuts = Enumerable.Range(0, (2 * pieces) - 1).Select(_ => random.NextInt64(tokens.Micro + 1))
            .Append(0).Append(tokens.Micro).Order().ToList();
        var amounts = cuts.Zip(cuts.Skip(1), (from, to) => new Tokens(to - from)).ToList();
        return [.. Enumerable.Range(0, pieces).Select(i => new Source(
            LineItemTests.Of(1) with { ActivationId = $"{i}" }, Table, rate, amounts[2 * i], amounts[(2 * i) + 1]))];
    }

    private static decimal Charged(ChargePlan plan) =>
        Assert.IsType<ChargePlan.Covered>(plan).Debits.Sum(debit => debit.Tokens.Value);

    private static Source Source(string text)
    {
        var (name, amounts) = (text.Split(':')[0], text.Split(':')[1].Split('*'));
        var parts = amounts[0].Split('+');
        return new(
            LineItemTests.Of(1) with { ActivationId = name },
            Table,
            Tokens.Parse(amounts[1]),
            Tokens.Parse(parts[0]),
            parts.Length > 1 ? Tokens.Parse(parts[1]) : Tokens.Zero);
    }

    private static string Written(ChargePlan plan) => plan is ChargePlan.Covered covered
        ? string.Join(' ', covered.Debits.Select(debit => $"{debit.LineItem.ActivationId}-{debit.Tokens}"))
        : "refused";
}
