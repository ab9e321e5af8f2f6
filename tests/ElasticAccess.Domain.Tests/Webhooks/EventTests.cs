using ElasticAccess.Domain.Webhooks;

namespace ElasticAccess.Domain.Tests.Webhooks;

/// <summary>Who is told of what.</summary>
public sealed class EventTests
{
    private static readonly Guid Mine = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Other = new("00000000-0000-0000-0000-000000000002");

    [Fact]
    public void The_types_are_those_of_the_contract()
    {
        Assert.Equal(
            [
                "alert.fired", "alert.recovered", "line-item.changed", "line-item.exhausted", "rate-table.published",
                "session.terminated", "key.changed",
            ],
            EventTypes.All);
        Assert.Equal(
            ["rate-table.published", "key.changed"], EventTypes.All.Where(type => !EventTypes.IsOfInstance(type)));
    }

    [Fact]
    public void A_webhook_is_told_of_its_types_and_of_its_instances_or_of_all()
    {
        var all = new WebhookFilter(["line-item.changed", "key.changed"], []);
        Assert.True(all.Wants("line-item.changed", Mine));
        Assert.True(all.Wants("key.changed", Guid.Empty));
        Assert.False(all.Wants("session.terminated", Mine));

        var mine = new WebhookFilter(["line-item.changed", "key.changed"], [Mine]);
        Assert.True(mine.Wants("line-item.changed", Mine));
        Assert.False(mine.Wants("line-item.changed", Other));
        Assert.False(mine.Wants("key.changed", Guid.Empty));
    }
}
