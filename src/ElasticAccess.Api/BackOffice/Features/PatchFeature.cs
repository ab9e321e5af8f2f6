using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Features;

internal static class PatchFeature
{
    public sealed record FeaturePatch(string? Name = null, string? Version = null);

    public sealed class Shape : AbstractValidator<FeaturePatch>
    {
        public Shape()
        {
            RuleFor(r => r.Name!).Name().When(r => r.Name is not null);
            RuleFor(r => r.Version!).Name().When(r => r.Version is not null);
        }
    }

    public static async Task<IAnswer> Handle(
        Guid featureId, Body<FeaturePatch> body, AccessDb db, IStore store, CancellationToken ct)
    {
        await store.LockAsync(db, Locks.Catalogue, ct);
        if (await db.Features.SingleOrDefaultAsync(f => f.FeatureId == featureId, ct) is not { } row)
        {
            return FeatureEndpoints.Unknown(featureId);
        }

        if (await db.Products.AnyAsync(p => p.IsDeployed && p.Features.Contains(featureId), ct))
        {
            return Errors.Conflict("A product that has the feature is DEPLOYED: only with DRAFT ones may it change");
        }

        var (name, version) = (body.Value.Name ?? row.Name, body.Value.Version ?? row.Version);
        if (await db.Features.AnyAsync(f => f.FeatureId != featureId && f.Name == name && f.Version == version, ct))
        {
            return FeatureEndpoints.Taken(name, version);
        }

        (row.Name, row.Version) = (name, version);
        await db.SaveChangesAsync(ct);
        return Answer.Ok(FeatureBody.Of(row));
    }
}
