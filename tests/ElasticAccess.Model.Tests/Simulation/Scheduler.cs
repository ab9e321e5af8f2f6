namespace ElasticAccess.Model.Tests.Simulation;

/// <summary>
/// One thread, one clock, one order of events. Whatever awaits comes back here; of what is ready at one moment the
/// order is drawn, so that a seed is a run.
/// </summary>
internal sealed class Scheduler(Func<int>? draw = null)
{
    private readonly PriorityQueue<Action, (long At, int Drawn, long Number)> waiting = new();
    private long number;

    /// <summary>Virtual time, in ms since the start.</summary>
    public long Now { get; private set; }

    public long Steps { get; private set; }

    public void After(long delayMs, Action action) =>
        waiting.Enqueue(action, (Now + delayMs, draw?.Invoke() ?? 0, number++));

    /// <summary>False when nothing is left, or nothing before the time given.</summary>
    public bool Step(long until = long.MaxValue)
    {
        if (!waiting.TryPeek(out _, out var next) || next.At > until)
        {
            Now = until == long.MaxValue ? Now : Math.Max(Now, until);
            return false;
        }

        var action = waiting.Dequeue();
        Now = Math.Max(Now, next.At);
        Steps++;
        action();
        return true;
    }

    /// <summary>Until the task has come to an end; nothing else may be left that it waits for.</summary>
    public T Run<T>(Context context, Func<Task<T>> work)
    {
        Task<T>? task = null;
        context.Run(() => task = work());
        while (!task!.IsCompleted)
        {
            if (!Step())
            {
                throw new InvalidOperationException("It waits for something that never comes");
            }
        }

        return task.GetAwaiter().GetResult();
    }
}

/// <summary>
/// Where the continuations of one process go. A process that was killed gets none any more: it ended at whatever await
/// it had reached.
/// </summary>
internal sealed class Context(Scheduler scheduler) : SynchronizationContext
{
    public bool IsDead { get; private set; }

    public void Kill() => IsDead = true;

    public override void Post(SendOrPostCallback d, object? state) => After(0, () => d(state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public override SynchronizationContext CreateCopy() => this;

    public void After(long delayMs, Action action) => scheduler.After(delayMs, () => Run(action));

    public void Run(Action action)
    {
        if (IsDead)
        {
            return;
        }

        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public Task Delay(long ms)
    {
        var over = new TaskCompletionSource();
        After(ms, over.SetResult);
        return over.Task;
    }
}

/// <summary>The clock of one process: virtual time, off by a skew that may change. Its timers are not skewed.</summary>
internal sealed class VirtualTime(Scheduler scheduler, Context context) : TimeProvider
{
    /// <summary>2026-11-20, a Friday, at noon.</summary>
    public const long EpochMs = 1_795_176_000_000;

    public long SkewMs { get; set; }

    public long NowMs => EpochMs + scheduler.Now + SkewMs;

    public override long TimestampFrequency => 1_000;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);

    public override long GetTimestamp() => scheduler.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Once(callback, state);
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            context.After((long)dueTime.TotalMilliseconds, timer.Fire);
        }

        return timer;
    }

    // Nothing here asks for a timer that fires again.
    private sealed class Once(TimerCallback callback, object? state) : ITimer
    {
        private bool isOver;

        public void Fire()
        {
            if (!isOver)
            {
                isOver = true;
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => isOver = true;

        public ValueTask DisposeAsync()
        {
            isOver = true;
            return ValueTask.CompletedTask;
        }
    }
}
