using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Products;

/// <summary>What a product is made of, as it is sent.</summary>
internal static class ProductParts
{
    public const int PartsMax = 1_000;

    public const string IdRule = "must be a UUID";

    public static readonly string CountRule = $"must hold at most {PartsMax} ids, each once";

    public static bool IsId(string id) => Guid.TryParse(id, out _);

    public static bool IsShort(IReadOnlyList<string>? ids) =>
        ids is null || (ids.Count <= PartsMax && ids.Distinct(StringComparer.OrdinalIgnoreCase).Count() == ids.Count);

    public static Guid[] Read(IReadOnlyList<string>? ids) => [.. (ids ?? []).Select(Guid.Parse)];

    /// <summary>
    /// What is wrong with these parts together, with the path; null when nothing is. To be asked under the catalogue's
    /// lock.
    /// </summary>
    public static async Task<string?> FindFaultAsync(
        AccessDb db, Guid[] features, Guid[] licenseModels, CancellationToken ct)
    {
        var knownFeatures = await db.Features.Where(f => features.Contains(f.FeatureId))
            .Select(f => f.FeatureId).ToListAsync(ct);
        if (Array.FindIndex(features, id => !knownFeatures.Contains(id)) is >= 0 and var feature)
        {
            return $"$.features[{feature}]: there is no such feature";
        }

        var models = await db.LicenseModels.AsNoTracking().Where(m => licenseModels.Contains(m.LicenseModelId))
            .ToListAsync(ct);
        if (Array.FindIndex(licenseModels, id => models.All(m => m.LicenseModelId != id)) is >= 0 and var model)
        {
            return $"$.licenseModels[{model}]: there is no such license model";
        }

        return models.Exists(m => m.IsMetered) && features.Length != 1
            ? "$.features: a product for tokens has exactly one feature"
            : null;
    }
}
