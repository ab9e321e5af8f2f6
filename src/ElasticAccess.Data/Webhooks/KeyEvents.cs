using ElasticAccess.Domain;
using ElasticAccess.Domain.Webhooks;

namespace ElasticAccess.Data.Webhooks;

/// <summary>Credentials that came, changed or went: public keys and API keys, never their texts.</summary>
public static class KeyEvents
{
    /// <param name="kind">administration-key, client-key, or api-key.</param>
    /// <param name="change">ADDED, REPLACED or DELETED.</param>
    public static void TellKey(this AccessDb db, string kind, string id, string change, Instant at) => db.Outbox.Add(
        OutboxEventRow.Of(EventTypes.KeyChanged, instanceId: null, at, new()
        {
            ["id"] = id,
            ["type"] = kind,
            ["change"] = change,
        }));
}
