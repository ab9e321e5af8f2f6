using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Webhooks;

/// <summary>Deliveries of one lane that are to be sent now, in order.</summary>
public sealed record DueLane(Guid LaneId, IReadOnlyList<WebhookDeliveryRow> Deliveries);

/// <summary>
/// One webhook's deliveries, held by a lease while they are sent: short transactions before and after, none meanwhile.
/// A process that was killed holds it for half a minute at most.
/// </summary>
public sealed class DeliveryQueue
{
    // Longer than a batch can take: sending stops after a third of it, and one attempt takes a third at most.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private const int LanesMax = 16;
    private const int OfLaneMax = 16;

    private readonly IStore store;
    private readonly Guid leaseId = Guid.NewGuid();

    private DeliveryQueue(IStore store, WebhookRow webhook)
    {
        this.store = store;
        Webhook = webhook;
    }

    /// <summary>As it was when its deliveries were last taken.</summary>
    public WebhookRow Webhook { get; private set; }

    /// <summary>Webhooks that something is to be sent to now.</summary>
    public static async Task<List<Guid>> FindDueAsync(IStore store, Instant now, CancellationToken ct)
    {
        await using var db = store.NewDb();
        return await db.Webhooks.AsNoTracking()
            .Where(w => w.IsEnabled && w.DeletedMs == null
                && db.WebhookLanes.Any(l => l.WebhookId == w.WebhookId && l.DueMs <= now.Ms))
            .Select(w => w.WebhookId).ToListAsync(ct);
    }

    /// <summary>Null while another process sends, or when the webhook takes nothing any more.</summary>
    public static async Task<DeliveryQueue?> TryOpenAsync(IStore store, Guid webhookId, CancellationToken ct)
    {
        await using var db = store.NewDb();
        if (await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.WebhookId == webhookId, ct) is not { } webhook)
        {
            return null;
        }

        var queue = new DeliveryQueue(store, webhook);
        return await LeaseSql.TakeAsync(db, queue.leaseId, webhookId, (long)Lease.TotalMilliseconds, ct) == 1
            ? queue
            : null;
    }

    /// <summary>Null when the lease was lost, or the webhook is to be sent nothing any more.</summary>
    public async Task<IReadOnlyList<DueLane>?> TakeAsync(Instant now, CancellationToken ct)
    {
        await using var db = store.NewDb();
        if (!await KeepAsync(db, ct)
            || await db.Webhooks.AsNoTracking().SingleAsync(w => w.WebhookId == Webhook.WebhookId, ct) is not
            { IsEnabled: true, DeletedMs: null } webhook)
        {
            return null;
        }

        Webhook = webhook;
        var lanes = await db.WebhookLanes.AsNoTracking()
            .Where(l => l.WebhookId == webhook.WebhookId && l.DueMs <= now.Ms)
            .OrderBy(l => l.DueMs).ThenBy(l => l.LaneId).Take(LanesMax).Select(l => l.LaneId).ToListAsync(ct);
        var due = new List<DueLane>(lanes.Count);
        foreach (var lane in lanes)
        {
            due.Add(new(lane, await db.WebhookDeliveries.AsNoTracking()
                .Where(d => d.WebhookId == webhook.WebhookId && d.LaneId == lane && d.State == DeliveryState.Pending)
                .OrderBy(d => d.Position).Take(OfLaneMax).ToListAsync(ct)));
        }

        return due;
    }

    /// <summary>
    /// Writes down what became of what was sent. A lease that was lost leaves it to whoever has it: then it is sent
    /// again.
    /// </summary>
    public async Task SettleAsync(IReadOnlyList<LaneOutcome> lanes, CancellationToken ct)
    {
        await using var db = store.NewDb();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await KeepAsync(db, ct))
        {
            return;
        }

        foreach (var (delivery, change) in lanes.SelectMany(lane => lane.Attempted))
        {
            db.Attach(delivery);
            change(delivery);
        }

        await db.SaveChangesAsync(ct);
        foreach (var lane in lanes.OrderBy(lane => lane.LaneId))
        {
            var (done, due) = (lane.Done, lane.DueMs);
            var row = db.WebhookLanes.Where(l => l.WebhookId == Webhook.WebhookId && l.LaneId == lane.LaneId);
            await row.ExecuteUpdateAsync(
                set => set.SetProperty(l => l.Pending, l => l.Pending - done).SetProperty(l => l.DueMs, due), ct);
            await row.Where(l => l.Pending <= 0).ExecuteDeleteAsync(ct);
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>It says why, and writes an entry of the audit as the service's own.</summary>
    public async Task DisableAsync(string reason, Instant now, CancellationToken ct)
    {
        await using var db = store.NewDb();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var disabled = await db.Webhooks
            .Where(w => w.WebhookId == Webhook.WebhookId && w.IsEnabled && w.DeletedMs == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(w => w.IsEnabled, false).SetProperty(w => w.DisabledReason, reason)
                    .SetProperty(w => w.DisabledMs, now.Ms),
                ct);
        if (disabled == 1)
        {
            db.Audit.Add(new Audit.Note("service", "disablewebhook", $"/webhooks/{Webhook.WebhookId}").Row(
                now.Ms, """{"isEnabled":true}""",
                $$"""{"isEnabled":false,"disabledReason":{{System.Text.Json.JsonSerializer.Serialize(reason)}}}"""));
            await db.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    public async Task CloseAsync()
    {
        await using var db = store.NewDb();
        await db.Webhooks.Where(w => w.WebhookId == Webhook.WebhookId && w.LeaseId == leaseId)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.LeaseUntilMs, 0L));
    }

    private async Task<bool> KeepAsync(AccessDb db, CancellationToken ct) =>
        await LeaseSql.KeepAsync(db, leaseId, Webhook.WebhookId, (long)Lease.TotalMilliseconds, ct) == 1;
}

/// <summary>What became of a lane's deliveries in one batch.</summary>
/// <param name="Attempted">Each with what is to be written about it.</param>
/// <param name="Done">How many of them wait no more.</param>
/// <param name="DueMs">When what still waits is to be tried.</param>
public sealed record LaneOutcome(
    Guid LaneId, IReadOnlyList<(WebhookDeliveryRow Delivery, Action<WebhookDeliveryRow> Change)> Attempted, int Done,
    long DueMs);
