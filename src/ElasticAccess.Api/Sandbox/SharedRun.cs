namespace ElasticAccess.Api.Sandbox;

/// <summary>
/// One run of a piece of work for all who ask for it at about the same time: whoever asks gets a run that begins after
/// that, and no two run at once.
/// </summary>
internal sealed class SharedRun(Func<Task> work)
{
    private readonly Lock gate = new();
    private Task running = Task.CompletedTask;
    private Task? next;

    public Task JoinAsync(CancellationToken ct)
    {
        lock (gate)
        {
            next ??= BeginAfterAsync(running);
            return next.WaitAsync(ct);
        }
    }

    private async Task BeginAfterAsync(Task before)
    {
        // Leaves the gate first; and a failed run is the affair of those who joined it.
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate)
        {
            running = next!;
            next = null;
        }

        await work();
    }
}
