using System.Text.RegularExpressions;
using ElasticAccess.Data.Alerts;
using ElasticAccess.Data.Audit;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data;

/// <summary>The model that both stores share. Tables of an instance have its id first in every key.</summary>
public abstract partial class AccessDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<InstanceRow> Instances => Set<InstanceRow>();

    public DbSet<LineItemRow> LineItems => Set<LineItemRow>();

    public DbSet<EntryRow> Entries => Set<EntryRow>();

    public DbSet<LedgerHeadRow> LedgerHeads => Set<LedgerHeadRow>();

    public DbSet<ConditionRow> Conditions => Set<ConditionRow>();

    public DbSet<ActionRow> Actions => Set<ActionRow>();

    public DbSet<ConsumptionLimitRow> ConsumptionLimits => Set<ConsumptionLimitRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<LineItemHistoryRow> LineItemHistory => Set<LineItemHistoryRow>();

    public DbSet<FeedRow> UsageFeed => Set<FeedRow>();

    public DbSet<UsageHeadRow> UsageHeads => Set<UsageHeadRow>();

    public DbSet<UsageWhoRow> UsageWho => Set<UsageWhoRow>();

    public DbSet<UsageRollupRow> UsageRollups => Set<UsageRollupRow>();

    public DbSet<AlertRow> Alerts => Set<AlertRow>();

    public DbSet<AlertWatchRow> AlertWatches => Set<AlertWatchRow>();

    public DbSet<RateTableRow> RateTables => Set<RateTableRow>();

    public DbSet<PublicKeyRow> PublicKeys => Set<PublicKeyRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    public DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();

    public DbSet<StoredAnswerRow> StoredAnswers => Set<StoredAnswerRow>();

    public DbSet<OutboxEventRow> Outbox => Set<OutboxEventRow>();

    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    public DbSet<WebhookDeliveryRow> WebhookDeliveries => Set<WebhookDeliveryRow>();

    public DbSet<WebhookLaneRow> WebhookLanes => Set<WebhookLaneRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Supply(modelBuilder);
        Rules(modelBuilder);
        SessionTimes(modelBuilder);
        Ledger(modelBuilder);
        Usage(modelBuilder);
        References(modelBuilder);
        BackOfficeModel.Describe(modelBuilder);
        AlertModel.Describe(modelBuilder);
        AuditRow.Describe(modelBuilder);
        WebhookModel.Describe(modelBuilder);
        NameInSnakeCase(modelBuilder);
    }

    private static void Supply(ModelBuilder model)
    {
        model.Entity<InstanceRow>(instance =>
        {
            instance.ToTable("instance").HasKey(i => i.InstanceId);
            instance.HasIndex(i => i.AccountId).IsUnique().HasFilter("default_instance")
                .HasDatabaseName("one_default_instance_per_account");
            instance.HasIndex(i => new { i.CreatedMs, i.InstanceId });
        });

        model.Entity<ActivationRow>(activation =>
        {
            activation.ToTable("activation").HasKey(a => a.ActivationId);
            activation.HasOne<InstanceRow>().WithMany().HasForeignKey(a => a.InstanceId);
        });

        model.Entity<LineItemRow>(lineItem =>
        {
            lineItem.ToTable("line_item", table =>
                table.HasCheckConstraint("line_item_used_is_not_negative", "used_micro >= 0"));
            lineItem.HasKey(l => new { l.InstanceId, l.LineItemId });
            lineItem.HasOne<InstanceRow>().WithMany().HasForeignKey(l => l.InstanceId);
            lineItem.HasIndex(l => new { l.InstanceId, l.ActivationId }).IsUnique().HasFilter("state <> 3")
                .HasDatabaseName("one_live_line_item_per_activation_id");
        });

        model.Entity<StoredAnswerRow>(answer =>
        {
            answer.ToTable("stored_answer").HasKey(a => new { a.InstanceId, a.KeyHash });
            answer.HasIndex(a => a.CreatedMs);
        });
    }

    private static void Rules(ModelBuilder model)
    {
        model.Entity<ConditionRow>(condition =>
        {
            condition.ToTable("condition").HasKey(c => new { c.InstanceId, c.ConditionId });
            condition.HasOne<InstanceRow>().WithMany().HasForeignKey(c => c.InstanceId);
        });

        model.Entity<ActionRow>(action =>
        {
            action.ToTable("access_action", table =>
                table.HasCheckConstraint("access_action_used_is_not_negative", "used_micro >= 0"));
            action.HasKey(a => new { a.InstanceId, a.ActionId });
            action.HasOne<LineItemRow>().WithMany().HasForeignKey(a => new { a.InstanceId, a.LineItemId });
            action.HasOne<ConditionRow>().WithMany().HasForeignKey(a => new { a.InstanceId, a.ConditionId })
                .OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<ConsumptionLimitRow>(limit =>
        {
            limit.ToTable("consumption_limit").HasKey(l => new { l.InstanceId, l.LineItemId });
            limit.HasOne<LineItemRow>().WithOne()
                .HasForeignKey<ConsumptionLimitRow>(l => new { l.InstanceId, l.LineItemId });
        });

        model.Entity<ConsumptionRow>(consumption =>
        {
            consumption.ToTable("consumption");
            consumption.HasKey(
                c => new { c.InstanceId, c.LineItemId, c.RequesterType, c.RequesterValue, c.PeriodStartMs });
            consumption.HasOne<LineItemRow>().WithMany().HasForeignKey(c => new { c.InstanceId, c.LineItemId });
        });
    }

    private static void SessionTimes(ModelBuilder model) => model.Entity<SessionRow>(session =>
    {
        session.ToTable("session").HasKey(s => new { s.InstanceId, s.SessionId });
        session.HasOne<InstanceRow>().WithMany().HasForeignKey(s => s.InstanceId);
        session.HasIndex(s => s.SessionId).HasDatabaseName("session_by_its_id_alone");
        session.HasIndex(s => s.DueMs).HasFilter("due_ms is not null").HasDatabaseName("session_by_due_time");
        session.HasIndex(s => new { s.InstanceId, s.CreatedMs }).HasFilter("due_ms is not null")
            .HasDatabaseName("live_session_by_age");
    });

    private static void Ledger(ModelBuilder model)
    {
        model.Entity<LedgerHeadRow>(head =>
        {
            head.ToTable("ledger_head").HasKey(h => h.InstanceId);
            head.HasOne<InstanceRow>().WithOne().HasForeignKey<LedgerHeadRow>(h => h.InstanceId);
        });

        model.Entity<EntryRow>(entry =>
        {
            entry.ToTable("entry", table =>
            {
                table.HasCheckConstraint("entry_sign_fits_kind",
                    "(kind in (0, 1) and tokens_micro >= 0) or (kind = 2 and tokens_micro <= 0) "
                    + "or (kind = 3 and tokens_micro = 0)");
                table.HasCheckConstraint("entry_names_a_line_item_unless_denied",
                    "(kind = 3) = (line_item_id is null)");
            });
            entry.HasKey(e => new { e.InstanceId, e.Sequence });
            entry.HasOne<LineItemRow>().WithMany().HasForeignKey(e => new { e.InstanceId, e.LineItemId })
                .OnDelete(DeleteBehavior.Restrict);

            // The keys of an entry are found by instance and sequence; an index per foreign key would only cost writes.
            entry.Metadata.RemoveIndex(entry.Metadata.GetIndexes().Single());
            entry.HasIndex(e => new { e.InstanceId, e.SessionId, e.Interval, e.Part }).IsUnique()
                .HasFilter("session_id is not null and kind in (0, 1)")
                .HasDatabaseName("one_charge_per_session_interval");
            entry.HasIndex(e => new { e.InstanceId, e.RefundOf }).IsUnique().HasFilter("refund_of is not null")
                .HasDatabaseName("one_refund_per_charge");
        });
    }

    private static void Usage(ModelBuilder model)
    {
        model.Entity<LineItemHistoryRow>(history =>
        {
            history.ToTable("line_item_history").HasKey(h => new { h.InstanceId, h.LineItemId, h.N });
            history.HasOne<LineItemRow>().WithMany().HasForeignKey(h => new { h.InstanceId, h.LineItemId });
            history.HasIndex(h => new { h.InstanceId, h.Change }).IsUnique().HasFilter("change is not null")
                .HasDatabaseName("one_order_of_changes");
        });
        model.Entity<UsageHeadRow>(head =>
        {
            head.ToTable("usage_head").HasKey(h => h.InstanceId);
            head.HasOne<InstanceRow>().WithOne().HasForeignKey<UsageHeadRow>(h => h.InstanceId);
        });
        model.Entity<FeedRow>(feed =>
        {
            feed.ToTable("usage_feed").HasKey(f => new { f.InstanceId, f.FromSequence });
            feed.HasIndex(f => f.Position).HasDatabaseName("usage_feed_in_order");
            feed.HasIndex(f => new { f.InstanceId, f.Position }).HasDatabaseName("usage_feed_of_instance_in_order");
            feed.HasIndex(f => new { f.MinUsageMs, f.InstanceId }).HasDatabaseName("usage_feed_by_time");
        });
        model.Entity<UsageWhoRow>().ToTable("usage_who").HasKey(w => new { w.InstanceId, w.WhoId });
        model.Entity<UsageRollupRow>(rollup =>
        {
            rollup.ToTable("usage_rollup").HasKey(
                r => new { r.InstanceId, r.Grain, r.BucketMs, r.LineItemId, r.Item, r.Version, r.WhoId });
            rollup.HasIndex(r => new { r.Grain, r.BucketMs }).HasDatabaseName("usage_rollup_by_time");
        });
    }

    private static void References(ModelBuilder model)
    {
        model.Entity<RateTableRow>(table =>
        {
            table.ToTable("rate_table").HasKey(t => t.RateTableId);
            table.HasIndex(t => new { t.Series, t.Version }).IsUnique().HasFilter("deleted_ms is null");
            table.HasIndex(t => new { t.Series, t.EffectiveFromMs }).HasFilter("deleted_ms is null");
            table.HasMany(t => t.Items).WithOne().HasForeignKey(i => i.RateTableId);
        });
        model.Entity<RateTableItemRow>().ToTable("rate_table_item")
            .HasKey(i => new { i.RateTableId, i.Name, i.Version });
        model.Entity<PublicKeyRow>().ToTable("public_key").HasKey(k => new { k.Type, k.Id });
        model.Entity<ApiKeyRow>().ToTable("api_key").HasKey(k => k.Id);
        model.Entity<ApiKeyRow>().HasIndex(k => k.SecretHash).IsUnique();
        model.Entity<SettingRow>().ToTable("setting").HasKey(s => s.Name);
        model.Entity<ProtectionKeyRow>().ToTable("protection_key").HasKey(k => k.Name);
    }

    private static void NameInSnakeCase(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(WordStart().Replace(property.Name, "_$1").ToLowerInvariant());
        }
    }

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex WordStart();
}
