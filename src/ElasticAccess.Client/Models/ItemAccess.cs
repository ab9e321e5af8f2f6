using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElasticAccess.Client.Models;

/// <summary>The answer for one requested item (contract section 8).</summary>
/// <param name="Item">The item's name.</param>
/// <param name="Status">Whether it was granted, and if not, why.</param>
/// <param name="Version">The item's version, as asked.</param>
/// <param name="Count">The count; on failure the one asked for.</param>
/// <param name="TotalTokensCharged">Tokens charged over all line items; 0 on failure.</param>
/// <param name="LineItems">The line items charged; empty on failure.</param>
public sealed record ItemAccess(
    string Item,
    AccessStatus Status,
    string? Version = null,
    decimal Count = 0,
    decimal TotalTokensCharged = 0,
    IReadOnlyList<LineItemCharge>? LineItems = null)
{
    /// <summary>True only when the service granted and charged this item: code 101 or 1101, and no dry run.</summary>
    [JsonIgnore]
    public bool IsGranted => Status.IsSuccess && !NothingWasCharged;

    /// <summary>True when the item was granted, or when a dry run says that it would have been.</summary>
    [JsonIgnore]
    public bool WouldBeGranted => Status.IsSuccess;

    /// <summary>The line items charged; never null.</summary>
    public IReadOnlyList<LineItemCharge> LineItems { get; init; } = LineItems ?? [];

    /// <summary>
    /// Only when asked for with <see cref="AccessOptions.Explain"/>: per line item, in charging order, what decided
    /// (contract section 18.4). Its members are for people and may grow.
    /// </summary>
    public JsonElement? Explanation { get; init; }

    [JsonIgnore]
    internal bool NothingWasCharged { get; init; }
}

/// <summary>What one line item was charged for one requested item (contract section 8).</summary>
/// <param name="ActivationId">The line item.</param>
/// <param name="Rate">Tokens per count; may differ from line item to line item.</param>
/// <param name="TokensCharged">Tokens taken from it.</param>
public sealed record LineItemCharge(string ActivationId, decimal Rate, decimal TokensCharged);

/// <summary>The status of one requested item (contract section 8.1).</summary>
/// <param name="Code">Three digits in v1.0, the same with a 1 in front in v1.1. A string.</param>
/// <param name="Description">A text for people.</param>
public sealed record AccessStatus(string Code, string? Description = null)
{
    /// <summary>True on 101 and 1101, and on nothing else.</summary>
    [JsonIgnore]
    public bool IsSuccess => Outcome == AccessOutcome.Granted;

    /// <summary>The code's meaning, the same for both versions.</summary>
    [JsonIgnore]
    public AccessOutcome Outcome => Code switch
    {
        "101" or "1101" => AccessOutcome.Granted,
        "102" or "1102" => AccessOutcome.NoStatus,
        "201" or "1201" => AccessOutcome.ItemNotFound,
        "202" or "1202" => AccessOutcome.InsufficientTokens,
        "203" or "1203" => AccessOutcome.DeniedByRules,
        "204" or "1204" => AccessOutcome.NoLineItem,
        "205" or "1205" => AccessOutcome.LimitReached,
        "206" or "1206" => AccessOutcome.FormulaFailed,
        _ => AccessOutcome.Unknown,
    };
}

/// <summary>The meaning of a status code (contract section 8.1).</summary>
public enum AccessOutcome
{
    /// <summary>A code that this client does not know. Not granted.</summary>
    Unknown,

    /// <summary>101, 1101: granted and charged.</summary>
    Granted,

    /// <summary>102, 1102: nothing wrong with this item, but another one of the session request failed.</summary>
    NoStatus,

    /// <summary>201, 1201: no effective rate table holds the item in this version.</summary>
    ItemNotFound,

    /// <summary>202, 1202: the tokens available do not cover the charge.</summary>
    InsufficientTokens,

    /// <summary>203, 1203: rules of access deny it, or the allocation is spent.</summary>
    DeniedByRules,

    /// <summary>204, 1204: the instance has no usable line item.</summary>
    NoLineItem,

    /// <summary>205, 1205: the requester has reached a consumption limit.</summary>
    LimitReached,

    /// <summary>206, 1206: the item's formula cannot be evaluated.</summary>
    FormulaFailed,
}
