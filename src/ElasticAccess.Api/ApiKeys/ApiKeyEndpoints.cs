using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Api.ApiKeys;

/// <summary>Opaque keys, beside signed tokens (contract 18.1).</summary>
internal static class ApiKeyEndpoints
{
    public static void MapApiKeys(this IEndpointRouteBuilder app) => app.MapVersions(
        (version, _) =>
        {
            var group = version.MapGroup("/api-keys").WithTags("Authorization").ShownUnder(Prefix.None);
            group.MapPost("", CreateApiKey.Handle).Produces<CreateApiKey.CreatedApiKey>(201)
                .WithMetadata(new SecretAnswer())
                .ChangesResource()
                .Declares(
                    "createapikey", "Make an API key; its text is shown this once", Policies.Administration, 400, 403);
            group.MapGet("", ListApiKeys.Handle).Produces<ApiKeyPage>()
                .Declares(
                    "listapikeys", "List API keys, oldest first, without their texts",
                    Policies.Administration, 400, 403);
            group.MapDelete("/{apiKeyId:guid}", DeleteApiKey.Handle).Produces(204)
                .ChangesResource()
                .Declares("deleteapikey", "Delete an API key", Policies.Administration, 403, 404);
        },
        ApiVersion.V11);

    public static string NameOf(KeyType type) => type == KeyType.Administration ? "admin" : "client";
}

internal sealed record ApiKeyBody(
    Guid Id, string Name, string Type, string Prefix, IReadOnlyList<Guid> Instances, long Created, long? Expires)
{
    public static ApiKeyBody Of(ApiKeyRow row) => new(
        row.Id, row.Name, ApiKeyEndpoints.NameOf(row.Type), row.Prefix, row.Instances, row.CreatedMs, row.ExpiresMs);
}

internal sealed record ApiKeyPage(IReadOnlyList<ApiKeyBody> Content, long Next);
