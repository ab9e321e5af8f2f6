using ElasticAccess.Data;
using ElasticAccess.Data.Reading;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Sessions;

/// <summary>
/// Wakes when the next session is due, and looks at least every few seconds for what others have made due earlier. Of
/// several replicas one works at a time.
/// </summary>
internal sealed partial class SessionWorker(
    IStore store, SessionCharger charger, Sandbox.ServiceClock clock, ILogger<SessionWorker> logger) : BackgroundService
{
    // An arbitrary number that names this work among the store's advisory locks.
    private const long Work = 0x5E5510;

    private static readonly TimeSpan ShortestNap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var nap = LongestNap;
            try
            {
                nap = await WorkAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                RoundFailed(logger, fault.Message);
            }

            await Task.Delay(nap, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public static async Task<long?> NextDueAsync(IStore store, CancellationToken ct)
    {
        await using var db = store.NewDb();
        return await DueSessions.Next(db).Cast<long?>().SingleOrDefaultAsync(ct);
    }

    private async Task<TimeSpan> WorkAsync(CancellationToken ct)
    {
        await clock.RefreshAsync(ct);
        if (await NextDueAsync(store, ct) is not { } next)
        {
            return LongestNap;
        }

        if (next <= clock.Now().Ms)
        {
            await using var lead = await store.TryLeadAsync(Work, ct);
            if (lead is null)
            {
                return ShortestNap;
            }

            await charger.DoDueAsync(clock.Now(), ct);
            return ShortestNap;
        }

        var left = TimeSpan.FromMilliseconds(Math.Min(next - clock.Now().Ms, LongestNap.TotalMilliseconds));
        return left > ShortestNap ? left : ShortestNap;
    }

    [LoggerMessage(LogLevel.Warning, "Session work could not be done and is tried again: {Fault}")]
    private static partial void RoundFailed(ILogger logger, string fault);
}
