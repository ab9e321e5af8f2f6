using ElasticAccess.Data;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Operations;

/// <summary>Forgets stored answers after 35 days (contract 18.3), a bounded number at a time.</summary>
internal sealed partial class AnswerPruning(IStore store, TimeProvider time, ILogger<AnswerPruning> logger)
    : BackgroundService
{
    private const int RowsMax = 1_000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(35);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, TimeProvider.System, stoppingToken);
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                PruningFailed(logger, fault);
            }
        }
    }

    private async Task PruneAsync(CancellationToken ct)
    {
        var before = (time.Now() - Kept).Ms;
        int pruned;
        do
        {
            await using var db = store.NewDb();
            pruned = await db.StoredAnswers.Where(answer => answer.CreatedMs < before)
                .OrderBy(answer => answer.CreatedMs).Take(RowsMax).ExecuteDeleteAsync(ct);
        }
        while (pruned == RowsMax);
    }

    [LoggerMessage(LogLevel.Warning, "Stored answers could not be pruned")]
    private static partial void PruningFailed(ILogger logger, Exception fault);
}
