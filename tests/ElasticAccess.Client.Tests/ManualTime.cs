namespace ElasticAccess.Client.Tests;

/// <summary>A clock that stands still until moved; its timers fire in the order of their times.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(1767225600000);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (Next(until) is { } timer)
        {
            timer.Fire();
        }

        lock (_lock)
        {
            _now = until;
        }
    }

    /// <summary>Waits, in real time, until somebody has set a timer for exactly this time.</summary>
    public async Task TimerAt(DateTimeOffset due)
    {
        for (var i = 0; i < 5_000; i++)
        {
            lock (_lock)
            {
                if (_timers.Any(t => t.DueAt == due))
                {
                    return;
                }
            }

            await Task.Delay(1);
        }

        var others = string.Join(", ", _timers.Select(t => $"{t.DueAt:O}"));
        throw new TimeoutException($"No timer for {due:O}, but for {others}");
    }

    /// <summary>Moves the clock on, little by little, until the task is done.</summary>
    public async Task<T> Run<T>(Task<T> task)
    {
        for (var i = 0; i < 5_000 && !task.IsCompleted; i++)
        {
            await Task.Delay(1);
            Advance(TimeSpan.FromMilliseconds(50));
        }

        return await task;
    }

    private ManualTimer? Next(DateTimeOffset until)
    {
        lock (_lock)
        {
            var timer = _timers.Where(t => t.DueAt <= until).MinBy(t => t.DueAt);
            if (timer is not null)
            {
                _now = timer.DueAt > _now ? timer.DueAt : _now;
                _timers.Remove(timer);
            }

            return timer;
        }
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = time._now + dueTime;
                    time._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
