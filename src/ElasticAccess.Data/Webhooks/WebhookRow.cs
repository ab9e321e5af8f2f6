using ElasticAccess.Data.Rows;

namespace ElasticAccess.Data.Webhooks;

/// <summary>Where events are sent to (contract 20).</summary>
public sealed class WebhookRow : ICreated
{
    public required Guid WebhookId { get; init; }

    public required string Url { get; set; }

    /// <summary>Types that it asks for.</summary>
    public required string[] Events { get; set; }

    /// <summary>Instances that it asks for; empty: all, and what belongs to none.</summary>
    public required Guid[] Instances { get; set; }

    /// <summary>What signs, sealed where the configuration has a key for that; empty once deleted.</summary>
    public required byte[] Secret { get; set; }

    /// <summary>Signs beside the new one until <see cref="PreviousUntilMs"/>.</summary>
    public byte[]? PreviousSecret { get; set; }

    public long? PreviousUntilMs { get; set; }

    public required bool IsEnabled { get; set; }

    /// <summary>Why the service has disabled it; null when it has not.</summary>
    public string? DisabledReason { get; set; }

    public long? DisabledMs { get; set; }

    public required long CreatedMs { get; init; }

    public required long ModifiedMs { get; set; }

    /// <summary>From then on it is hidden; its deliveries go piece by piece, then the row.</summary>
    public long? DeletedMs { get; set; }

    /// <summary>Whoever sends at present.</summary>
    public Guid? LeaseId { get; init; }

    /// <summary>By the store's own clock, which all replicas share.</summary>
    public long LeaseUntilMs { get; init; }
}
