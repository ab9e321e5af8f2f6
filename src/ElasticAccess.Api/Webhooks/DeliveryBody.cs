using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Webhooks;

namespace ElasticAccess.Api.Webhooks;

/// <param name="EventId">Header webhook-id, the same at every attempt and for every webhook.</param>
/// <param name="InstanceId">Absent for what belongs to none.</param>
/// <param name="State">PENDING, DELIVERED or FAILED.</param>
/// <param name="LastStatus">HTTP status of the last answer; absent when there was none.</param>
/// <param name="LastTook">In ms.</param>
/// <param name="NextAttempt">Of what has failed and is tried again; in ms.</param>
/// <param name="Event">What is sent.</param>
internal sealed record DeliveryBody(
    Guid Id, string EventId, string Type, Guid? InstanceId, string State, int Attempts, long Created,
    long? LastAttempt, int? LastStatus, string? LastFault, int? LastTook, long? NextAttempt, Guid? RedeliveryOf,
    RawJson Event)
{
    /// <param name="dueMs">Of its lane.</param>
    public static DeliveryBody Of(WebhookDeliveryRow row, long? dueMs) => new(
        row.DeliveryId, WebhookIds.OfEvent(row.EventId), row.Type,
        row.InstanceId == Guid.Empty ? null : row.InstanceId, row.State.ToString().ToUpperInvariant(), row.Attempts,
        row.CreatedMs, row.LastAttemptMs, row.LastStatus, row.LastFault, row.LastTook,
        row.State == DeliveryState.Pending && row.Attempts > 0 ? dueMs : null, row.RedeliveryOf, new(row.Body));
}

internal sealed record DeliveryPage(IReadOnlyList<DeliveryBody> Content, long Next);
