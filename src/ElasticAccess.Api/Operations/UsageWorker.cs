using ElasticAccess.Data;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Usage;

namespace ElasticAccess.Api.Operations;

/// <summary>
/// Keeps the feed and the roll-ups of usage a second or two behind the ledger, and its months ahead of it. Of several
/// replicas one works at a time.
/// </summary>
internal sealed partial class UsageWorker(
    IStore store, UsageCatchUp catchUp, UsageOptions options, TimeProvider time, ILogger<UsageWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan AfterWork = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenMonths = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time, also where the service's own is a sandbox's that stands still.
        var months = 0L;
        while (!stoppingToken.IsCancellationRequested)
        {
            var nap = Idle;
            try
            {
                nap = await catchUp.TryCatchUpAsync(stoppingToken) > 0 ? AfterWork : Idle;
                if (months == 0 || TimeProvider.System.GetElapsedTime(months) > BetweenMonths)
                {
                    months = TimeProvider.System.GetTimestamp();
                    await CareForMonthsAsync(stoppingToken);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                RoundFailed(logger, fault.Message);
            }

            await Task.Delay(nap, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CareForMonthsAsync(CancellationToken ct)
    {
        await store.Usage.PrepareMonthsAsync(time.Now(), ct);
        if (options.RetentionMonths > 0)
        {
            foreach (var month in await store.Usage.DropMonthsAsync(time.Now(), options.RetentionMonths, ct))
            {
                Dropped(logger, month);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Usage could not be caught up with and is tried again: {Fault}")]
    private static partial void RoundFailed(ILogger logger, string fault);

    [LoggerMessage(LogLevel.Information, "Ledger rows of {Month} were dropped after their time of retention")]
    private static partial void Dropped(ILogger logger, string month);
}
