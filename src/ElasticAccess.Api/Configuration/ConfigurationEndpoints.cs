using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Configuration;

/// <summary>Settings of the producer (contract 11).</summary>
internal static class ConfigurationEndpoints
{
    public static void MapConfiguration(this IEndpointRouteBuilder app) => app.MapVersions((version, _) =>
    {
        var group = version.MapGroup("/configuration").WithTags("Configuration").ShownUnder(Prefix.Provisioning);
        group.MapGet("", GetConfiguration.Handle).Produces<SettingBody[]>()
            .Declares("gettenantconfigurations", "Get all settings", Policies.Administration, 403);
        group.MapPatch("", PatchConfiguration.Handle).Produces<SettingBody[]>()
            .ChangesResource()
            .Declares("patchtenantconfigurations", "Change settings", Policies.Administration, 400, 403);
    });
}

/// <param name="Modified">In ms; only where the value was changed from its default.</param>
internal sealed record SettingBody(string Name, string Value, long? Modified = null, string? UpdatedBy = null);
