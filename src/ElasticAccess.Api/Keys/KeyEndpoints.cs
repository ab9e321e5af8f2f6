using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Api.Keys;

/// <summary>Public keys with which callers sign their tokens (contract 3.2).</summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder app) => app.MapVersions((version, _) =>
    {
        var group = version.MapGroup("").WithTags("Authorization").ShownUnder(Prefix.None);
        group.MapPut("/administration-keys", PutKeys.HandleAdministration).Produces<KeyPage>()
            .ChangesResource()
            .Declares(
                "producer-admin-key-upload", "Add or replace administration keys", Policies.Administration, 400, 403);
        group.MapDelete("/administration-keys/{keyId}", DeleteKey.HandleAdministration).Produces<Said>()
            .ChangesResource()
            .Declares(
                "delete-producer-admin-key", "Delete an administration key; the last one stays",
                Policies.Administration, 400, 403, 404);
        group.MapPut("/client-keys", PutKeys.HandleClient).Produces<KeyPage>()
            .ChangesResource()
            .Declares("client-key-upload", "Add or replace client keys", Policies.Administration, 400, 403);
        group.MapDelete("/client-keys/{keyId}", DeleteKey.HandleClient).Produces<Said>()
            .ChangesResource()
            .Declares("delete-client-key", "Delete a client key", Policies.Administration, 400, 403, 404);
        group.MapGet("/public-keys", ListKeys.Handle).Produces<KeyPage>()
            .Declares("get-public-keys", "List all public keys, oldest first", Policies.Administration, 400, 403);
    });
}

internal sealed record KeyBody(string Id, string Type, string PublicKey, long Created, long Modified)
{
    public static KeyBody Of(PublicKeyRow row) =>
        new(row.Id, NameOf(row.Type), row.Pem, row.CreatedMs, row.ModifiedMs);

    public static string NameOf(KeyType type) =>
        type == KeyType.Administration ? "administration-key" : "client-key";
}

internal sealed record KeyPage(IReadOnlyList<KeyBody> Keys, long Next);
