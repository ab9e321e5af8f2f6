using ElasticAccess.Client.Models;

namespace ElasticAccess.Client.Tests;

public sealed partial class AccessSessionTests
{
    [Fact]
    public async Task Disposing_closes_once_and_raises_the_end_once()
    {
        _service.On(Delete, 204);
        var session = await Open();

        await session.DisposeAsync();
        await session.DisposeAsync();

        Assert.Equal(AccessEndReason.Closed, Assert.Single(_ends).Reason);
        Assert.True(session.EndToken.IsCancellationRequested);
        var delete = Assert.Single(_service.Sent, s => s.Method == "DELETE");
        Assert.Equal(Wire.Id, delete.Header("x-instance-id"));
        _service.Time.Advance(TimeSpan.FromMinutes(500));
        Assert.DoesNotContain(_service.Sent, s => s.Url.EndsWith("heartbeat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Closing_tells_of_a_failure_that_disposing_lets_pass()
    {
        _service.On(Delete, 500).On(Delete, 500).On(Delete, 204);
        var session = await Open();

        await Assert.ThrowsAsync<ElasticAccessException>(() => session.CloseAsync(Ct));
        await session.DisposeAsync();
        await session.CloseAsync(Ct);

        Assert.Single(_ends);
        Assert.False(session.IsActive);
    }

    [Fact]
    public async Task A_session_denied_at_opening_is_not_active_and_is_closed_with_the_rest()
    {
        _service.On(Put, 403, Wire.Answer(("Studio", "1202"))).On(Delete, 204);

        await using (var session = await AccessSession.OpenAsync(
            _service.Client(), Wire.Id, Wire.Maria, [new("Studio")], ct: Ct))
        {
            Assert.False(session.IsActive);
            Assert.Equal(AccessOutcome.InsufficientTokens, session.Access!.RequestedItems[0].Status.Outcome);
        }

        Assert.Equal("DELETE", _service.Sent[^1].Method);
    }

    [Fact]
    public async Task A_session_that_cannot_be_opened_is_not_left_behind()
    {
        _service.On(Put, 500).On(Delete, 204);

        await Assert.ThrowsAsync<ElasticAccessException>(() => AccessSession.OpenAsync(
            _service.Client(), Wire.Id, Wire.Maria, [new("Studio")], ct: Ct));

        Assert.Equal("DELETE", _service.Sent[^1].Method);
    }
}
