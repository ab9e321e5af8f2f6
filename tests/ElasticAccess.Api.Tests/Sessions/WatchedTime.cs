using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

/// <summary>Knows when the session waits for its next heartbeat, so that no test moves on before it does.</summary>
internal sealed class WatchedTime : TimeProvider
{
    private readonly ManualTime time = new();
    private readonly DateTimeOffset start;
    private int pauses;

    public WatchedTime() => start = time.GetUtcNow();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = time.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.FromMinutes(30))
        {
            Interlocked.Increment(ref pauses);
        }

        return timer;
    }

    public void MoveTo(double minute) => time.MoveTo(start + TimeSpan.FromMinutes(minute));

    public async Task NextPauseAsync(int number)
    {
        for (var i = 0; i < 500 && Volatile.Read(ref pauses) < number; i++)
        {
            await Task.Delay(20);
        }

        Assert.Equal(number, Volatile.Read(ref pauses));
    }
}
