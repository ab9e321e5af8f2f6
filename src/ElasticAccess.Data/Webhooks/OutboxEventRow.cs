using System.Text.Json.Nodes;
using ElasticAccess.Data.Audit;
using ElasticAccess.Domain;

namespace ElasticAccess.Data.Webhooks;

/// <summary>
/// Something that happened and that no delivery has been made of yet (contract 20): written in the transaction of its
/// cause, gone in the one that makes the deliveries. That a row is there is all that its reader goes by, since
/// positions of different instances commit in any order.
/// </summary>
public sealed class OutboxEventRow
{
    /// <summary>Given by the store. What changes one instance waits for each other, so its order is theirs.</summary>
    public long Position { get; init; }

    /// <summary>Empty for what belongs to no instance.</summary>
    public required Guid InstanceId { get; init; }

    public required Guid EventId { get; init; }

    /// <summary>One of <see cref="Domain.Webhooks.EventTypes"/>.</summary>
    public required string Type { get; init; }

    public required long TimeMs { get; init; }

    /// <summary>JSON object.</summary>
    public required string Data { get; init; }

    /// <summary>
    /// To be added to <see cref="AccessDb.Outbox"/> and saved with its cause; within the ledger see
    /// <see cref="LedgerEvents.Tell"/>.
    /// </summary>
    /// <param name="instanceId">Null where it belongs to none.</param>
    public static OutboxEventRow Of(string type, Guid? instanceId, Instant at, JsonObject data) => new()
    {
        InstanceId = instanceId ?? Guid.Empty,
        EventId = TimedId.Next(),
        Type = type,
        TimeMs = at.Ms,
        Data = data.ToJsonString(AuditJson.Plain),
    };
}
