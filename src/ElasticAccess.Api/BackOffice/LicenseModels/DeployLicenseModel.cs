using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.LicenseModels;

internal static class DeployLicenseModel
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
            return Errors.Conflict($"The license model {row.Name} is DEPLOYED and cannot become DEPLOYED");
        }

        row.IsDeployed = true;
        await db.SaveChangesAsync(ct);
        return Answer.Ok(LicenseModelBody.Of(row));
    }
}
