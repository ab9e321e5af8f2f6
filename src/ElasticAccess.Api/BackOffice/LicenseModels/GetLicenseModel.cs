using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.LicenseModels;

internal static class GetLicenseModel
{
    public static async Task<IAnswer> Handle(Guid licenseModelId, AccessDb db, CancellationToken ct) =>
        await db.LicenseModels.AsNoTracking().SingleOrDefaultAsync(m => m.LicenseModelId == licenseModelId, ct)
            is { } row
            ? Answer.Ok(LicenseModelBody.Of(row))
            : LicenseModelEndpoints.Unknown(licenseModelId);
}
