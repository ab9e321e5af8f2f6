using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Webhooks;

/// <summary>
/// The tables of webhooks. The ledger writes the outbox with its own rows, so that one belongs to instances; the others
/// belong to webhooks, and no charge reads or writes them.
/// </summary>
internal static class WebhookModel
{
    public static void Describe(ModelBuilder model)
    {
        model.Entity<OutboxEventRow>(outbox =>
        {
            outbox.ToTable("outbox_event").HasKey(e => new { e.InstanceId, e.Position });
            outbox.Property(e => e.Position).ValueGeneratedOnAdd();
        });
        model.Entity<WebhookRow>(webhook =>
        {
            webhook.ToTable("webhook").HasKey(w => w.WebhookId);
            webhook.HasIndex(w => new { w.CreatedMs, w.WebhookId });
        });
        model.Entity<WebhookDeliveryRow>(delivery =>
        {
            delivery.ToTable("webhook_delivery").HasKey(d => d.DeliveryId);
            delivery.HasIndex(d => new { d.WebhookId, d.CreatedMs, d.DeliveryId });
            delivery.HasIndex(d => new { d.WebhookId, d.LaneId, d.Position }).HasFilter("state = 0")
                .HasDatabaseName("pending_delivery_in_order");
            delivery.HasIndex(d => d.CreatedMs).HasFilter("state = 0").HasDatabaseName("pending_delivery_by_age");
        });
        model.Entity<WebhookLaneRow>(lane =>
        {
            lane.ToTable("webhook_lane").HasKey(l => new { l.WebhookId, l.LaneId });
            lane.HasIndex(l => new { l.WebhookId, l.DueMs });
        });
    }
}
