using ElasticAccess.Domain.BackOffice;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Tests.BackOffice;

public class OverdraftTermsTests
{
    // "kind value of quantity", the percentage of the line item behind a slash.
    public static TheoryData<string> Terms => Cases.Of("""
        None 0 of 1000                              => None 0
        Number 250 of 1000                          => Number 250
        Unlimited 0 of 1                            => Unlimited 0
        Percent 20 of 1000                          => Number 200
        Percent 20 of 1004                          => Number 200       # 200.8, rounded down
        Percent 20 of 4                             => Number 0         # 0.8
        Percent 12.5 of 1000                        => Number 125
        Percent 33.333333 of 100                    => Number 33
        Percent 100 of 9000000000000                => Number 9000000000000
        Percent 10000 of 9000000000000              => Number 9000000000000   # no limit can be larger
        PercentAtEntitlement 0 of 1000/15           => Number 150
        PercentAtEntitlement 0 of 1000              => Number 0
        """);

    [Theory]
    [MemberData(nameof(Terms))]
    public void A_percentage_becomes_a_number_rounded_down(string row)
    {
        var (left, expected) = Cases.Split(row);
        var words = left.Split(' ', '/');
        var terms = new OverdraftTerms(Enum.Parse<OverdraftKind>(words[0]), Amount(words[1]));

        var overdraft = terms.Resolve(long.Parse(words[3]), words.Length > 4 ? Amount(words[4]) : null);

        Assert.Equal(expected, $"{overdraft.Type} {overdraft.Limit}");
    }

    [Fact]
    public void All_parts_together_never_have_more_overdraft_than_the_whole()
    {
        foreach (var seed in Enumerable.Range(0, 2_000))
        {
            var random = new Random(seed);
            var whole = random.NextInt64(1, 1_000_000);
            var value = random.NextInt64(0, Tokens.MaxWhole);
            var terms = new OverdraftTerms(OverdraftKind.Number, Tokens.Whole(value));
            var (left, sum) = (whole, 0L);
            for (var n = 0; n < 50 && left > 0; n++)
            {
                var part = random.NextInt64(1, left + 1);
                var more = n % 3 == 2 ? random.NextInt64(0, whole) : 0;
                sum += terms.ResolvePart(part, whole, percentOfLineItem: null, taken: sum).Limit;
                (whole, left) = (whole + more, left - part + more);
            }

            Assert.True(sum <= value, $"seed {seed}");
        }

        Assert.Equal(Overdraft.Unlimited,
            new OverdraftTerms(OverdraftKind.Unlimited, Tokens.Zero).ResolvePart(1, 2, null, 0));
    }

    // "line items as quantity-claimed, and the claim"
    public static TheoryData<string> Claims => Cases.Of("""
        100-0 / 100          => 0
        100-0 / 101          => refused
        100-60 / 41          => refused
        100-60 / 40          => 0
        100-60 50-0 / 45     => 1
        100-60 50-0 / 90     => refused     # A claim is never split.
        100-120 / 1          => refused
        """);

    [Theory]
    [MemberData(nameof(Claims))]
    public void A_claim_is_taken_whole_from_the_first_line_item_that_has_it(string row)
    {
        var (left, expected) = Cases.Split(row);
        var sides = left.Split(" / ");
        var lineItems = sides[0].Split(' ').Select((text, i) =>
            new BulkLineItem($"{i}", long.Parse(text.Split('-')[0]), long.Parse(text.Split('-')[1])));

        Assert.Equal(expected, BulkQuantity.Take(lineItems, long.Parse(sides[1]))?.ActivationId ?? "refused");
    }

    private static Tokens Amount(string text) =>
        Tokens.Round(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
