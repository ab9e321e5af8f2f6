using ElasticAccess.Data.Audit;
using ElasticAccess.Data.BackOffice;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data;

/// <content>The back office (contract 19) and the audit.</content>
public abstract partial class AccessDb
{
    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<FeatureRow> Features => Set<FeatureRow>();

    public DbSet<ProductRow> Products => Set<ProductRow>();

    public DbSet<LicenseModelRow> LicenseModels => Set<LicenseModelRow>();

    public DbSet<EntitlementRow> Entitlements => Set<EntitlementRow>();

    public DbSet<EntitlementLineItemRow> EntitlementLineItems => Set<EntitlementLineItemRow>();

    public DbSet<ClaimRow> Claims => Set<ClaimRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();
}
