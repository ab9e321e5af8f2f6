namespace ElasticAccess.Client.Tests;

/// <summary>A session that keeps itself alive, minute by minute; the charge period is an hour.</summary>
public sealed partial class AccessSessionTests
{
    private const string Put = "PUT /api/v1.1/sessions/s";
    private const string Beat = "GET /api/v1.1/sessions/s/heartbeat";
    private const string Delete = "DELETE /api/v1.1/sessions/s";

    private readonly ScriptedService _service = new();
    private readonly List<AccessEndedEventArgs> _ends = [];
    private readonly DateTimeOffset _start;

    public AccessSessionTests()
    {
        _start = _service.Time.GetUtcNow();
        _service.On("POST /api/v1.1/sessions", 200, """{"sessionId":"s"}""");
    }

    [Fact]
    public async Task A_heartbeat_follows_each_automatic_charge()
    {
        _service.On(Beat, 204).On(Beat, 204).On(Beat, 204);
        var session = await Open();

        await HeartbeatAt(67.5);
        await HeartbeatAt(127.5);
        await HeartbeatAt(187.5);

        await _service.Time.TimerAt(At(247.5));
        Assert.True(session.IsActive);
        Assert.Empty(_ends);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(409)]
    [InlineData(404)]
    [InlineData(401)]
    [InlineData(500)]
    [InlineData(200)]
    public async Task Any_answer_but_204_ends_access_once(int status)
    {
        _service.On(Beat, status, """{"message":"The session is TERMINATED"}""").On(Delete, 409);
        var session = await Open();

        await HeartbeatAt(67.5);
        await Ended(session);

        Assert.Equal(AccessEndReason.HeartbeatRefused, _ends[0].Reason);
        Assert.Equal("The session is TERMINATED", _ends[0].Detail);
        await session.DisposeAsync();
        await session.DisposeAsync();
        Assert.Single(_ends);
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.ChangeItemsAsync([new("Studio")], ct: Ct));
    }

    [Fact]
    public async Task A_lost_heartbeat_is_repeated_while_there_is_time()
    {
        _service.On(Beat, 503).Broken(Beat).On(Beat, 429).On(Beat, 204);
        var session = await Open();

        await HeartbeatAt(67.5);
        for (var i = 0; i < 3; i++)
        {
            await Pump(_service.Arrival());
        }

        await _service.Time.TimerAt(At(127.5));
        Assert.True(session.IsActive);
        Assert.Empty(_ends);
    }

    [Fact]
    public async Task When_no_answer_comes_in_time_access_ends_and_is_not_active_before_that()
    {
        for (var i = 0; i < 300; i++)
        {
            _service.Broken(Beat);
        }

        var session = await Open();
        await HeartbeatAt(67.5);
        for (var i = 0; i < 3_000 && !session.EndToken.IsCancellationRequested; i++)
        {
            await Task.Delay(1, Ct);
            Assert.True(session.IsActive == (_service.Time.GetUtcNow() <= At(90)) || _ends.Count > 0);
            _service.Time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(AccessEndReason.HeartbeatUnanswered, Assert.Single(_ends).Reason);
        Assert.True(_service.Sent[^1].At <= At(90.5), "An attempt began after the time to answer.");
        Assert.False(session.IsActive);
    }

    [Fact]
    public async Task Without_any_heartbeat_loop_running_access_lapses_by_the_clock()
    {
        _service.Silent(Beat);
        var session = await Open();

        _service.Time.Advance(TimeSpan.FromMinutes(90) + TimeSpan.FromMilliseconds(1));

        Assert.False(session.IsActive);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTimeOffset At(double minute) => _start + TimeSpan.FromMinutes(minute);

    private async Task<AccessSession> Open(Func<ElasticAccessOptions, ElasticAccessOptions>? with = null)
    {
        _service.PutFirst(Put, 200, Wire.Answer(("Studio", "1101")));
        var session = await AccessSession.OpenAsync(
            _service.Client(with), Wire.Id, Wire.Maria, [new("Studio")], ct: Ct);
        session.Ended += (_, end) => _ends.Add(end);
        Assert.True(session.IsActive);
        await _service.Arrival();
        await _service.Arrival();
        return session;
    }

    private async Task HeartbeatAt(double minute)
    {
        await _service.Time.TimerAt(At(minute));
        _service.Time.Advance(At(minute) - _service.Time.GetUtcNow());
        Assert.EndsWith("/sessions/s/heartbeat", (await _service.Arrival()).Url, StringComparison.Ordinal);
    }

    private Task<Sent> Pump(Task<Sent> arrival) => _service.Time.Run(arrival);

    private static async Task Ended(AccessSession session)
    {
        var end = new TaskCompletionSource();
        await using var registration = session.EndToken.Register(end.SetResult);
        await end.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct);
        await Task.Delay(20, Ct);
    }
}
