using ElasticAccess.Data.Rows;

namespace ElasticAccess.Data.Webhooks;

public enum DeliveryState
{
    Pending,
    Delivered,

    /// <summary>Not tried again: a test event is sent once.</summary>
    Failed,
}

/// <summary>One event for one webhook.</summary>
public sealed class WebhookDeliveryRow : ICreated
{
    public required Guid WebhookId { get; init; }

    public required Guid DeliveryId { get; init; }

    /// <summary>Deliveries of one lane are sent one after the other.</summary>
    public required Guid LaneId { get; init; }

    /// <summary>Place within the lane.</summary>
    public required long Position { get; init; }

    /// <summary>The same for every webhook and every attempt.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Empty for what belongs to no instance.</summary>
    public required Guid InstanceId { get; init; }

    public required string Type { get; init; }

    /// <summary>What is sent, byte for byte the same at every attempt.</summary>
    public required string Body { get; init; }

    public required long CreatedMs { get; init; }

    public DeliveryState State { get; set; }

    public int Attempts { get; set; }

    public long? FirstAttemptMs { get; set; }

    public long? LastAttemptMs { get; set; }

    /// <summary>HTTP status of the last answer; null when there was none.</summary>
    public int? LastStatus { get; set; }

    /// <summary>Why the last attempt failed, in our own words.</summary>
    public string? LastFault { get; set; }

    /// <summary>Of the last attempt, in ms.</summary>
    public int? LastTook { get; set; }

    /// <summary>The delivery that this one repeats on demand.</summary>
    public Guid? RedeliveryOf { get; init; }
}

/// <summary>
/// What waits to be sent to one webhook in order: the events of an instance, or a single one sent on demand. There is
/// a row as long as something waits.
/// </summary>
public sealed class WebhookLaneRow
{
    public required Guid WebhookId { get; init; }

    /// <summary>The instance's id, empty for what belongs to none; or that of a single delivery.</summary>
    public required Guid LaneId { get; init; }

    /// <summary>Deliveries that are <see cref="DeliveryState.Pending"/>.</summary>
    public required int Pending { get; init; }

    /// <summary>When its first delivery is to be tried.</summary>
    public required long DueMs { get; init; }
}
