using System.Globalization;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Rehearsals;
using ElasticAccess.Domain.Tests.Supply;

namespace ElasticAccess.Domain.Tests.Rehearsals;

public class RehearsalTests
{
    // "2 of A-3*1.5" is a count of 2 that took 3 tokens at 1.5 from a line item of the table's series; "x" is one of
    // another series, "-2 of" a refund. Then the price of the rehearsed table. The answer: old and new, or why not.
    public static TheoryData<string> Uses => Cases.Of("""
        2 of A-3*1.5            at 2        => 3 4
        2 of A-3*1.5            at 0        => 3 0
        2 of A-3*1.5            at 1.5      => 3 3
        0.000001 of A-0*0.5     at 1.5      => 0 0.000002    # Rounded like a charge, half to even.
        0.000003 of A-0.000002*0.5 at 0.5   => 0.000002 0.000002
        8 of A-7*7 B-49*7       at 3        => 56 24         # A split is one charge,
        1 of A-1*3 B-1*3 C-1*3  at 0.333333 => 3 0.333333    # rounded as a whole.
        3 of A-0*0              at 2        => 0 6           # What was free has its count.
        4 of A-6*2 x-5*5        at 3        => 6 9           # Of two series, what this one paid for: three counts.
        4 of x-5*5 A-6*2        at 2        => 6 6
        2 of A-1*3 x-4.666667*7 at 6        => 1 2
        3 of x-4*2 A-0*0        at 5        => 0 5           # Free for the rest of the count.
        3 of x-6*2              at 5        => 0 0
        -1 of A-2*6             at 9        => -2 -3         # A third went back; so it would have.
        -1 of A-0.000001*3      at 1        => -0.000001 0
        -1 of A-0*0             at 9        => 0 0           # Nothing went back of what was free.
        9000000000000 of A-9*0.000000 at 2  => TooLarge 9
        2 of A-3*1.5            at -        => NotRated 3
        -1 of A-2*6             at -        => NotRated -2
        2 of A-3*1.5            at 1/0      => FormulaFailed 3
        2 of A-3*1.5            at 1+1      => 3 4
        2 of A-3*1.5            at cores    => VariablesUnknown 3
        2 of A-3*1.5=cores      at cores    => 3 3           # The formula that priced it.
        2 of A-3*1.5=cores      at cores+1  => VariablesUnknown 3
        """);

    private static readonly ItemKey Item = new("a", "");

    [Theory]
    [MemberData(nameof(Uses))]
    public void A_use_is_priced_as_charging_would(string row)
    {
        var (left, expected) = Cases.Split(row);
        var (use, price) = (left.Split(" at ")[0].Trim(), left.Split(" at ")[1].Trim());
        var rehearsal = new Rehearsal(Table(price));

        rehearsal.Add(Use(use));

        var found = rehearsal.NotPriced().Select(one => $"{one.Why} {one.Old}").SingleOrDefault()
            ?? $"{rehearsal.Total.Old} {rehearsal.Total.New}";
        Assert.Equal(expected, found);
        Assert.Equal(Use(use).Parts.Sum(part => part.Tokens.Micro) * (use[0] == '-' ? -1 : 1),
            (long)(rehearsal.Total.Old + rehearsal.Left + rehearsal.OtherSeries).Micro);
    }

    [Fact]
    public void Costs_add_up_by_item_account_and_instance()
    {
        var rehearsal = new Rehearsal(Table("2"));
        var (one, other) = (new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), new Guid(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));
        foreach (var (instance, account) in new[] { (other, "B"), (one, "A"), (one, "A"), (other, "B") })
        {
            rehearsal.Add(Use("1 of A-3*3") with { InstanceId = instance, AccountId = account });
        }

        rehearsal.Add(Use("-1 of A-3*3") with { InstanceId = other, AccountId = "B" });
        rehearsal.Add(Use("1 of A-9*9") with { Item = new("b", "1") });

        Assert.Equal("9 6 -3", Text(rehearsal.Total));
        Assert.Equal("9 6 -3", Text(Assert.Single(rehearsal.ByItem()).Costs));
        Assert.Equal(["A 6 4 -2", "B 3 2 -1"], rehearsal.ByAccount().Select(a => $"{a.AccountId} {Text(a.Costs)}"));
        Assert.Equal([(one, "A"), (other, "B")], rehearsal.ByInstance().Select(i => (i.InstanceId, i.AccountId)));
        Assert.Equal([(new ItemKey("b", "1"), Unpriced.NotRated, 9_000_000)],
            rehearsal.NotPriced().Select(one => (one.Item, one.Why, (int)one.Old.Micro)));
        Assert.Equal((9_000_000, 6), ((int)rehearsal.Left.Micro, rehearsal.Groups));
    }

    // Charges made by charging itself, split at random, refunded at random.
    [Fact]
    public void Rehearsing_the_table_that_was_in_effect_makes_no_difference_and_another_one_costs_what_it_charges()
    {
        foreach (var seed in Cases.Seeds(50_000))
        {
            var random = new Random(seed);
            var (was, other) = (Rate(random), Rate(random));
            var count = new Tokens(random.NextInt64(1, 20_000_000));
            var there = random.Next(4) == 0 ? 1_000 : (decimal)random.Next(1, 40);
            var debits = Charge(count, was, random, there);
            if (debits is null)
            {
                continue;
            }

            var same = new Rehearsal(Table(was.ToString()));
            var another = new Rehearsal(Table(other.ToString()));
            var parts = debits.Select(debit => new PastPart("S", debit.Rate, null, debit.Tokens)).ToList();
            var use = new PastUse(Guid.Empty, "A", Item, count, IsRefund: false, parts);
            same.Add(use);
            another.Add(use);
            foreach (var part in parts)
            {
                var back = part with { Tokens = new(random.NextInt64(0, part.Tokens.Micro + 1)) };
                same.Add(use with { IsRefund = true, Parts = [back] });
            }

            Assert.True(same.Total.Difference.Micro == 0, $"seed {seed}: a difference of {same.Total.Difference}");
            var charged = Charge(count, other, random, 9_000_000_000_000)!.Sum(debit => debit.Tokens.Micro);
            Assert.True(
                another.Total.New.Micro == charged, $"seed {seed}: {another.Total.New}, not {charged} millionths");
        }
    }

    private static IReadOnlyList<Debit>? Charge(Tokens count, Tokens rate, Random random, decimal there)
    {
        var table = Table("1");
        var sources = Enumerable.Range(0, random.Next(1, 4)).Select(i => new Source(
            LineItemTests.Of(quantity: 1) with { ActivationId = $"{i}" }, table, rate, Tokens.Round(there),
            Tokens.Round(there / 3)));
        return (Charging.Plan(count.Value, [.. sources]) as ChargePlan.Covered)?.Debits;
    }

    private static Tokens Rate(Random random) => new(random.Next(5) switch
    {
        0 => 0,
        1 => random.NextInt64(1, 60) * 500_000,
        _ => random.NextInt64(1, 9_000_000),
    });

    private static RateTable Table(string price) => new(
        Guid.Empty, "S", "1", new(0), new(0), price == "-" ? [] : new Dictionary<ItemKey, Price>
        {
            [Item] = Tokens.TryParse(System.Text.Encoding.UTF8.GetBytes(price), out var rate) && price != "1/0"
                ? new Price.Fixed(rate)
                : Formula.TryParse(price, out var formula, out _) ? new Price.ByFormula(formula)
                : throw new FormatException(price),
        });

    private static PastUse Use(string text)
    {
        var (count, parts) = (text.Split(" of ")[0], text.Split(" of ")[1].Trim().Split(' '));
        return new(
            Guid.Empty, "A", Item, Tokens.Parse(count.TrimStart('-')), count[0] == '-',
            [.. parts.Select(part => part.Split('-', '*', '=')).Select(words => new PastPart(
                words[0] == "x" ? "other" : "S", Tokens.Parse(words[2]), words.ElementAtOrDefault(3),
                Tokens.Parse(words[1])))]);
    }

    private static string Text(Costs costs) =>
        string.Create(CultureInfo.InvariantCulture, $"{costs.Old} {costs.New} {costs.Difference}");
}
