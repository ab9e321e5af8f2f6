using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.LicenseModels;

internal static class PatchLicenseModel
{
    /// <summary>The type of a license model stays as it is.</summary>
    public sealed record LicenseModelPatch(string? Name = null, ModelAttributes? Attributes = null);

    public sealed class Shape : AbstractValidator<LicenseModelPatch>
    {
        public Shape()
        {
            RuleFor(r => r.Name!).Name().When(r => r.Name is not null);
            RuleFor(r => r.Attributes).Custom(ModelShape.Check);
        }
    }

    public static async Task<IAnswer> Handle(
        Guid licenseModelId, Body<LicenseModelPatch> body, AccessDb db, IStore store, CancellationToken ct)
    {
        await store.LockAsync(db, Locks.Catalogue, ct);
        if (await db.LicenseModels.SingleOrDefaultAsync(m => m.LicenseModelId == licenseModelId, ct) is not { } row)
        {
            return LicenseModelEndpoints.Unknown(licenseModelId);
        }

        if (row.IsDeployed)
        {
            return Errors.Conflict($"The license model {row.Name} is DEPLOYED: only in DRAFT may it change");
        }

        if (row.IsMetered && body.Value.Attributes?.Elastic == false)
        {
            return Errors.Invalid(ModelShape.ElasticRule);
        }

        if (body.Value.Name is { } name
            && await db.LicenseModels.AnyAsync(m => m.LicenseModelId != licenseModelId && m.Name == name, ct))
        {
            return LicenseModelEndpoints.Taken(name);
        }

        row.Name = body.Value.Name ?? row.Name;
        ModelShape.Merge(row, body.Value.Attributes);
        await db.SaveChangesAsync(ct);
        return Answer.Ok(LicenseModelBody.Of(row));
    }
}
