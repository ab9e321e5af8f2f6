using System.Diagnostics.Metrics;
using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain;

namespace ElasticAccess.Api.Webhooks;

/// <summary>What waits, of all replicas; a dead receiver shows here and never in the service's health.</summary>
internal sealed class WebhookMetrics : IDisposable
{
    private readonly Meter meter = new(Operations.Metrics.WebhookMeter);
    private long waiting;
    private double oldest;

    public WebhookMetrics()
    {
        meter.CreateObservableGauge("webhook_backlog", () => Volatile.Read(ref waiting), "{event}");
        meter.CreateObservableGauge("webhook_oldest_age", () => Volatile.Read(ref oldest), "s");
    }

    public void Show(Backlog backlog, Instant now)
    {
        Volatile.Write(ref waiting, backlog.Waiting);
        Volatile.Write(ref oldest, backlog.OldestMs is { } ms ? Math.Max(0, now.Ms - ms) / 1000.0 : 0);
    }

    public void Dispose() => meter.Dispose();
}
