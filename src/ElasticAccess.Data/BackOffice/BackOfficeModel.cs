using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.BackOffice;

/// <summary>The tables of the back office. None of them belongs to an instance, and no charge reads one.</summary>
internal static class BackOfficeModel
{
    public static void Describe(ModelBuilder model)
    {
        Catalogue(model);
        Entitlements(model);
    }

    private static void Catalogue(ModelBuilder model)
    {
        model.Entity<AccountRow>(account =>
        {
            account.ToTable("account").HasKey(a => a.AccountId);
            account.HasIndex(a => new { a.CreatedMs, a.AccountId });
        });
        model.Entity<FeatureRow>(feature =>
        {
            feature.ToTable("feature").HasKey(f => f.FeatureId);
            feature.HasIndex(f => new { f.Name, f.Version }).IsUnique();
            feature.HasIndex(f => new { f.CreatedMs, f.FeatureId });
        });
        model.Entity<ProductRow>(product =>
        {
            product.ToTable("product").HasKey(p => p.ProductId);
            product.HasIndex(p => new { p.Name, p.Version }).IsUnique();
            product.HasIndex(p => new { p.CreatedMs, p.ProductId });
        });
        model.Entity<LicenseModelRow>(licenseModel =>
        {
            licenseModel.ToTable("license_model").HasKey(m => m.LicenseModelId);
            licenseModel.HasIndex(m => m.Name).IsUnique();
            licenseModel.HasIndex(m => new { m.CreatedMs, m.LicenseModelId });
            licenseModel.Ignore(m => m.IsMetered).Ignore(m => m.Overdraft);
        });
    }

    private static void Entitlements(ModelBuilder model)
    {
        model.Entity<EntitlementRow>(entitlement =>
        {
            entitlement.ToTable("entitlement").HasKey(e => e.EntitlementId);
            entitlement.HasOne<AccountRow>().WithMany().HasForeignKey(e => e.AccountId)
                .OnDelete(DeleteBehavior.Restrict);
            entitlement.HasIndex(e => new { e.CreatedMs, e.EntitlementId });
        });
        model.Entity<EntitlementLineItemRow>(lineItem =>
        {
            lineItem.ToTable("entitlement_line_item").HasKey(l => l.ActivationId);
            lineItem.HasOne<EntitlementRow>().WithMany().HasForeignKey(l => l.EntitlementId)
                .OnDelete(DeleteBehavior.Restrict);
            lineItem.HasOne<ProductRow>().WithMany().HasForeignKey(l => l.ProductId)
                .OnDelete(DeleteBehavior.Restrict);
            lineItem.HasOne<LicenseModelRow>().WithMany().HasForeignKey(l => l.LicenseModelId)
                .OnDelete(DeleteBehavior.Restrict);
            lineItem.HasIndex(l => new { l.EntitlementId, l.Position });
        });
        model.Entity<ClaimRow>(claim =>
        {
            claim.ToTable("claim").HasKey(c => c.ActivationId);
            claim.HasOne<EntitlementRow>().WithMany().HasForeignKey(c => c.EntitlementId)
                .OnDelete(DeleteBehavior.Restrict);
            claim.HasOne<EntitlementLineItemRow>().WithMany().HasForeignKey(c => c.FromActivationId)
                .OnDelete(DeleteBehavior.Restrict);
            claim.HasOne<AccountRow>().WithMany().HasForeignKey(c => c.AccountId)
                .OnDelete(DeleteBehavior.Restrict);
        });
    }
}
