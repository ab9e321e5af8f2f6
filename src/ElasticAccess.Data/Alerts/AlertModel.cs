using ElasticAccess.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Alerts;

/// <summary>The tables of alerts. No charge reads or writes one.</summary>
internal static class AlertModel
{
    public static void Describe(ModelBuilder model)
    {
        model.Entity<AlertRow>(alert =>
        {
            alert.ToTable("alert").HasKey(a => new { a.InstanceId, a.AlertId });
            alert.HasOne<InstanceRow>().WithMany().HasForeignKey(a => a.InstanceId);
            alert.HasIndex(a => new { a.InstanceId, a.CreatedMs });
        });
        model.Entity<AlertWatchRow>(watch =>
        {
            watch.ToTable("alert_watch").HasKey(w => w.InstanceId);
            watch.HasOne<InstanceRow>().WithOne().HasForeignKey<AlertWatchRow>(w => w.InstanceId);
        });
    }
}
