using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.BackOffice;

namespace ElasticAccess.Api.BackOffice.Features;

internal static class FeatureEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("", CreateFeature.Handle).Produces<FeatureBody>(201).ChangesResource()
            .Declares("createfeature", "Create a feature", Policies.Administration, 400, 403, 409);
        group.MapGet("", ListFeatures.Handle).Produces<Listed<FeatureBody>>()
            .Declares("listfeatures", "List features, oldest first", Policies.Administration, 400, 403);
        group.MapGet("/{featureId:guid}", GetFeature.Handle).Produces<FeatureBody>()
            .Declares("getfeature", "Get a feature", Policies.Administration, 403, 404);
        group.MapPatch("/{featureId:guid}", PatchFeature.Handle).Produces<FeatureBody>().ChangesResource()
            .Declares(
                "patchfeature", "Change a feature that no DEPLOYED product has", Policies.Administration,
                400, 403, 404, 409);
        group.MapDelete("/{featureId:guid}", DeleteFeature.Handle).Produces(204).ChangesResource()
            .Declares("deletefeature", "Delete a feature that no product has", Policies.Administration, 403, 404, 409);
    }

    public static Errors Unknown(Guid id) => Errors.NotFound($"There is no feature {id}");

    public static Errors Taken(string name, string version) =>
        Errors.Conflict($"There is a feature {name} {version} already");
}

/// <param name="Created">In ms.</param>
internal sealed record FeatureBody(Guid Id, string Name, string Version, long Created)
{
    public static FeatureBody Of(FeatureRow row) => new(row.FeatureId, row.Name, row.Version, row.CreatedMs);
}
