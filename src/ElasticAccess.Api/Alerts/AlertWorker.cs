using ElasticAccess.Data;
using ElasticAccess.Data.Alerts;
using ElasticAccess.Data.Stores;

namespace ElasticAccess.Api.Alerts;

/// <summary>
/// Judges alerts some seconds behind the ledger. Of several replicas one works at a time; should two, what one of them
/// writes is lost to the other.
/// </summary>
internal sealed partial class AlertWorker(
    IStore store, AlertCatchUp catchUp, Sandbox.ServiceClock clock, ILogger<AlertWorker> logger) : BackgroundService
{
    // An arbitrary number that names this work among the store's advisory locks.
    private const long Work = 0xA1E27;

    // Each round of an instance under load reads and writes once: seldom enough to be no load itself.
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                RoundFailed(logger, fault.Message);
            }

            await Task.Delay(Nap, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkAsync(CancellationToken ct)
    {
        await clock.RefreshAsync(ct);
        if (await catchUp.HasWorkAsync(clock.Now(), ct))
        {
            await using var lead = await store.TryLeadAsync(Work, ct);
            if (lead is not null)
            {
                await catchUp.CatchUpAsync(clock.Now(), ct);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Alerts could not be judged and are tried again: {Fault}")]
    private static partial void RoundFailed(ILogger logger, string fault);
}
