using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.LicenseModels;

internal static class DeleteLicenseModel
{
    public static async Task<IAnswer> Handle(Guid licenseModelId, AccessDb db, IStore store, CancellationToken ct)
    {
        await store.LockAsync(db, Locks.Catalogue, ct);
        if (await db.LicenseModels.SingleOrDefaultAsync(m => m.LicenseModelId == licenseModelId, ct) is not { } row)
        {
            return LicenseModelEndpoints.Unknown(licenseModelId);
        }

        if (row.IsDeployed)
        {
            return Errors.Conflict($"The license model {row.Name} is DEPLOYED: only in DRAFT can it be deleted");
        }

        if (await db.Products.AnyAsync(p => p.LicenseModels.Contains(licenseModelId), ct)
            || await db.EntitlementLineItems.AnyAsync(l => l.LicenseModelId == licenseModelId, ct))
        {
            return Errors.Conflict("A product has the license model");
        }

        db.LicenseModels.Remove(row);
        await db.SaveChangesAsync(ct);
        return Answer.NoContent;
    }
}
