namespace ElasticAccess.Model.Tests.Choosing;

public sealed class ChoicesTests
{
    [Fact]
    public void Past_the_end_zeros_are_drawn()
    {
        var choices = Choices.Of([255]);
        Assert.Equal(
            "9 0 0 0 False a",
            $"{choices.Below(10)} {choices.Below(10)} {choices.Below(1_000)} {choices.Between(0, 100_000)} "
                + $"{choices.Chance(99)} {choices.Pick("a", "b")}");
        Assert.Equal("ff", choices.Hex);
    }

    [Fact]
    public void What_a_seed_drew_is_drawn_again_from_its_hex()
    {
        var (first, again) = (Draw(Choices.OfSeed(17)), Draw(Choices.OfSeed(17)));
        Assert.Equal(first, again);
        Assert.Equal(first.Drawn, Draw(Choices.OfHex(first.Hex)).Drawn);
        Assert.NotEqual(first.Drawn, Draw(Choices.OfSeed(18)).Drawn);

        static (string Drawn, string Hex) Draw(Choices choices)
        {
            var drawn = string.Join(' ', Enumerable.Range(0, 200).Select(i => choices.Below((i * 997) + 1)));
            return (drawn, choices.Hex);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(70_000)]
    public void Every_number_below_a_bound_can_come_and_none_at_it(int bound)
    {
        var choices = Choices.OfSeed(bound);
        var drawn = Enumerable.Range(0, bound * 20).Select(_ => choices.Below(bound)).ToHashSet();
        Assert.Equal(bound - 1, drawn.Max());
        Assert.Equal(bound, drawn.Count);
        Assert.Equal(bound - 1, Choices.Of([255, 255, 255, 255]).Below(bound));
    }

    [Fact]
    public void A_lower_byte_never_gives_a_higher_number()
    {
        foreach (var bound in new[] { 2, 3, 10, 100, 255, 256 })
        {
            var numbers = Enumerable.Range(0, 256).Select(b => Choices.Of([(byte)b]).Below(bound)).ToArray();
            Assert.Equal(numbers.Order(), numbers);
        }
    }

    [Fact]
    public void A_failure_shrinks_to_what_it_needs()
    {
        // Fails where three decisions of ten reach 7 or more.
        static bool Fails(byte[] bytes)
        {
            var choices = Choices.Of(bytes);
            return Enumerable.Range(0, 10).Count(_ => choices.Below(10) >= 7) >= 3;
        }

        var failing = Enumerable.Range(0, 500).Select(seed => Drawn(Choices.OfSeed(seed))).First(Fails);
        var shrunk = Shrinker.Shrink(failing, Fails, TimeSpan.FromSeconds(10));
        Assert.True(Fails(shrunk));
        Assert.Equal("b4b4b4", Convert.ToHexStringLower(shrunk));

        static byte[] Drawn(Choices choices)
        {
            _ = Enumerable.Range(0, 10).Select(_ => choices.Below(10)).ToArray();
            return choices.Bytes;
        }
    }

    [Fact]
    public void Shrinking_ends_when_its_time_is_over()
    {
        var began = DateTime.UtcNow;
        var same = Shrinker.Shrink(new byte[100_000], _ => true, TimeSpan.Zero);
        Assert.Equal(100_000, same.Length);
        Assert.True(DateTime.UtcNow - began < TimeSpan.FromSeconds(5));
    }
}
