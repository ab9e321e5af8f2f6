namespace ElasticAccess.Api.Webhooks;

/// <summary>Lets a number of beginners pass in each second, evenly and in their order; real time.</summary>
internal sealed class Pace(int perSecond)
{
    private readonly Lock gate = new();
    private readonly TimeSpan step = TimeSpan.FromSeconds(1) / Math.Max(1, perSecond);
    private TimeSpan next;

    public Task WaitAsync(CancellationToken ct)
    {
        TimeSpan wait;
        lock (gate)
        {
            // What nobody has used in the last tenth of a second is not lost, since timers are coarse.
            var now = TimeSpan.FromMilliseconds(Environment.TickCount64);
            next = (next > now - TimeSpan.FromMilliseconds(100) ? next : now - TimeSpan.FromMilliseconds(100)) + step;
            wait = next - now;
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, ct) : Task.CompletedTask;
    }
}
