using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.BackOffice.LicenseModels;

internal static class LicenseModelEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("", CreateLicenseModel.Handle).Produces<LicenseModelBody>(201).ChangesResource()
            .Declares("createlicensemodel", "Create a DRAFT license model", Policies.Administration, 400, 403, 409);
        group.MapGet("", ListLicenseModels.Handle).Produces<Listed<LicenseModelBody>>()
            .Declares("listlicensemodels", "List license models, oldest first", Policies.Administration, 400, 403);
        group.MapGet("/{licenseModelId:guid}", GetLicenseModel.Handle).Produces<LicenseModelBody>()
            .Declares("getlicensemodel", "Get a license model", Policies.Administration, 403, 404);
        group.MapPatch("/{licenseModelId:guid}", PatchLicenseModel.Handle).Produces<LicenseModelBody>()
            .ChangesResource()
            .Declares(
                "patchlicensemodel", "Change a DRAFT license model", Policies.Administration, 400, 403, 404, 409);
        group.MapDelete("/{licenseModelId:guid}", DeleteLicenseModel.Handle).Produces(204).ChangesResource()
            .Declares(
                "deletelicensemodel", "Delete a DRAFT license model that no product has", Policies.Administration,
                403, 404, 409);
        group.MapPost("/{licenseModelId:guid}/deploy", DeployLicenseModel.Handle).Produces<LicenseModelBody>()
            .ChangesResource()
            .Declares(
                "deploylicensemodel", "Deploy a license model, for good", Policies.Administration, 403, 404, 409);
    }

    public static Errors Unknown(Guid id) => Errors.NotFound($"There is no license model {id}");

    public static Errors Taken(string name) => Errors.Conflict($"There is a license model {name} already");
}
