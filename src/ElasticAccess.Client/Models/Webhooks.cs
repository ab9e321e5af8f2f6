using System.Text.Json;
using System.Text.Json.Serialization;
using ElasticAccess.Client.Http;

namespace ElasticAccess.Client.Models;

/// <summary>Where events are to be sent (contract section 20).</summary>
/// <param name="Url">An absolute https URL.</param>
/// <param name="Events">What it is told of, such as <c>line-item.changed</c>.</param>
public sealed record WantedWebhook(string Url, IReadOnlyList<string> Events)
{
    /// <summary>Only events of these instances; null or empty: all.</summary>
    public IReadOnlyList<string>? Instances { get; init; }

    /// <summary>False: its events wait until it is true again; null: true.</summary>
    public bool? Enabled { get; init; }
}

/// <summary>A webhook as the service lists it, without its secret (contract section 20).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where events are sent to.</param>
/// <param name="Events">What it is told of.</param>
public record Webhook(string Id, string Url, IReadOnlyList<string> Events)
{
    /// <summary>Only events of these instances; empty: all.</summary>
    public IReadOnlyList<string> Instances { get; init; } = [];

    /// <summary>Whether anything is sent.</summary>
    public WebhookState State { get; init; }

    /// <summary>Why the service has disabled it by itself; null when it has not.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>When it was disabled; null when it is not.</summary>
    public DateTimeOffset? Disabled { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>Until when the secret before the last rotation signs too; null where there was none.</summary>
    public DateTimeOffset? SecretOverlapUntil { get; init; }
}

/// <summary>A new webhook with its secret, shown this once (contract section 20).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where events are sent to.</param>
/// <param name="Events">What it is told of.</param>
/// <param name="Secret">Checks what arrives, with <see cref="WebhookSignature"/>. Store it now.</param>
public sealed record CreatedWebhook(string Id, string Url, IReadOnlyList<string> Events, string Secret)
    : Webhook(Id, Url, Events)
{
    /// <summary>Names the webhook without its secret, so that it does not end in a log.</summary>
    /// <returns>The id and the URL.</returns>
    public override string ToString() => $"Webhook {Id} to {Url}";
}

/// <summary>The secret after a rotation, shown this once (contract section 20).</summary>
/// <param name="Secret">The new one.</param>
/// <param name="OverlapUntil">Until when the old one signs too.</param>
public sealed record RotatedSecret(string Secret, DateTimeOffset OverlapUntil)
{
    /// <summary>Says nothing of the secret, so that it does not end in a log.</summary>
    /// <returns>The end of the overlap.</returns>
    public override string ToString() => $"Secret rotated; the old one signs until {OverlapUntil:O}";
}

/// <summary>One event for one webhook (contract section 20).</summary>
/// <param name="Id">Its id.</param>
/// <param name="EventId">Header <c>webhook-id</c>, the same at every attempt.</param>
/// <param name="Type">Such as <c>line-item.changed</c>.</param>
/// <param name="Event">What is sent.</param>
public sealed record WebhookDelivery(string Id, string EventId, string Type, JsonElement Event)
{
    /// <summary>The instance that it is about; null for what belongs to none.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Whether it has arrived.</summary>
    public DeliveryState State { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last tried.</summary>
    public DateTimeOffset? LastAttempt { get; init; }

    /// <summary>HTTP status of the last answer; null when there was none.</summary>
    public int? LastStatus { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public string? LastFault { get; init; }

    /// <summary>How long the last attempt took, in ms.</summary>
    public int? LastTook { get; init; }

    /// <summary>When what has failed is tried again.</summary>
    public DateTimeOffset? NextAttempt { get; init; }

    /// <summary>The delivery that this one repeats on demand.</summary>
    public string? RedeliveryOf { get; init; }
}

/// <summary>Whether a webhook is sent anything (contract section 20).</summary>
[JsonConverter(typeof(UpperCaseEnum<WebhookState>))]
public enum WebhookState
{
    /// <summary>A state that this client does not know. Never sent.</summary>
    Unknown,

    /// <summary>Events are sent.</summary>
    Enabled,

    /// <summary>Events wait.</summary>
    Disabled,
}

/// <summary>What became of a delivery (contract section 20).</summary>
[JsonConverter(typeof(UpperCaseEnum<DeliveryState>))]
public enum DeliveryState
{
    /// <summary>A state that this client does not know. Never sent.</summary>
    Unknown,

    /// <summary>It is still to be sent, or to be tried again.</summary>
    Pending,

    /// <summary>The receiver answered 2xx.</summary>
    Delivered,

    /// <summary>It is not tried again.</summary>
    Failed,
}
