using ElasticAccess.Data.Ledger;

namespace ElasticAccess.Data.Tests.Ledger;

public sealed class OrderedIdTests
{
    // As another replica's clock may have made it.
    private static readonly Guid Ahead = Guid.CreateVersion7(DateTimeOffset.UtcNow.AddMinutes(5));

    [Fact]
    public void An_id_comes_after_the_one_before_it_although_the_clock_lags()
    {
        var id = Ahead;
        for (var i = 0; i < 1_000; i++)
        {
            var next = OrderedId.After(id);
            Assert.True(next > id);
            id = next;
        }
    }

    [Fact]
    public void One_that_was_deleted_does_not_come_again_after_the_same_one()
    {
        var made = Enumerable.Range(0, 1_000).Select(_ => OrderedId.After(Ahead)).ToHashSet();
        Assert.Equal(1_000, made.Count);
    }
}
