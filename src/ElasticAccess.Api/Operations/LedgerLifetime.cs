using ElasticAccess.Data.Ledger;

namespace ElasticAccess.Api.Operations;

/// <summary>The server stops taking requests first; then the lanes finish what was accepted.</summary>
internal sealed class LedgerLifetime(TokenLedger ledger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => ledger.CloseAsync(cancellationToken);
}
