using System.Text.Json.Serialization;
using ElasticAccess.Client.Http;

namespace ElasticAccess.Client.Models;

/// <summary>What an alert is to wait for (contract section 20).</summary>
/// <param name="Name">A name for people, 1 to 255 characters.</param>
/// <param name="Measure">What it looks at.</param>
/// <param name="Threshold">
/// Tokens, percent or days, with six decimals. What runs out fires at or below it, what piles up at or above it.
/// </param>
/// <param name="Cooldown">
/// The least time between two firings, as an ISO 8601 duration: <c>PT1H</c>, <c>P1D</c>; up to 366 days.
/// </param>
public sealed record AlertWish(string Name, AlertMeasure Measure, decimal Threshold, string Cooldown)
{
    /// <summary>The line item it is about; null for all of the instance together.</summary>
    public string? LineItemId { get; init; }

    /// <summary>The action whose allocation it is about; needed for that measure, and for no other.</summary>
    public string? ActionId { get; init; }

    /// <summary>When it recovers, on the safe side of the threshold; null: once the threshold is not crossed.</summary>
    public decimal? RecoverAt { get; init; }
}

/// <summary>An alert and how it stands (contract section 20).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">A name for people.</param>
/// <param name="Measure">What it looks at.</param>
/// <param name="Threshold">Tokens, percent or days.</param>
/// <param name="Cooldown">The least time between two firings, as an ISO 8601 duration.</param>
/// <param name="State">Armed or fired.</param>
/// <param name="Since">When it came into that state.</param>
public sealed record Alert(
    string Id,
    string Name,
    AlertMeasure Measure,
    decimal Threshold,
    string Cooldown,
    AlertState State,
    DateTimeOffset Since)
{
    /// <summary>The line item it is about; null for all of the instance.</summary>
    public string? LineItemId { get; init; }

    /// <summary>The action whose allocation it is about.</summary>
    public string? ActionId { get; init; }

    /// <summary>When it recovers, as it was sent.</summary>
    public decimal? RecoverAt { get; init; }

    /// <summary>What it was last judged by; null before that, and where there is no such allocation.</summary>
    public decimal? Value { get; init; }

    /// <summary>Up to when all was judged; null before that.</summary>
    public DateTimeOffset? Judged { get; init; }

    /// <summary>When it last fired; null where it never has.</summary>
    public DateTimeOffset? LastFired { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Modified { get; init; }
}

/// <summary>What an alert looks at (contract section 20).</summary>
[JsonConverter(typeof(CamelCaseEnum<AlertMeasure>))]
public enum AlertMeasure
{
    /// <summary>A measure that this client does not know. Never sent.</summary>
    Unknown,

    /// <summary>Entitled tokens left on line items usable now.</summary>
    Remaining,

    /// <summary>The same in percent of their quantity.</summary>
    RemainingPercent,

    /// <summary>Tokens that line items usable now have used beyond their quantity.</summary>
    OverdraftUsed,

    /// <summary>Tokens used since midnight, UTC, less refunds.</summary>
    UsedInDay,

    /// <summary>Tokens used since the first of the month, UTC, less refunds.</summary>
    UsedInMonth,

    /// <summary>Days until the first of the line items usable now ends.</summary>
    DaysToExpiry,

    /// <summary>Tokens left of an action's allocation.</summary>
    AllocationRemaining,
}

/// <summary>How an alert stands (contract section 20).</summary>
[JsonConverter(typeof(UpperCaseEnum<AlertState>))]
public enum AlertState
{
    /// <summary>A state that this client does not know.</summary>
    Unknown,

    /// <summary>Waits for its threshold.</summary>
    Armed,

    /// <summary>Has fired and not recovered.</summary>
    Fired,
}
