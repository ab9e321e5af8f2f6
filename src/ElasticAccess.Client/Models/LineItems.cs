using System.Text.Json.Serialization;
using ElasticAccess.Client.Http;

namespace ElasticAccess.Client.Models;

/// <summary>Tokens that a customer is entitled to (contract section 6).</summary>
/// <param name="ActivationId">Its id, chosen by the caller; 1 to 255 characters.</param>
/// <param name="State">Only a deployed line item can be charged.</param>
/// <param name="Quantity">Tokens entitled, 1 to 9,000,000,000,000.</param>
/// <param name="Start">Usable from this ms on, inclusive.</param>
/// <param name="End">Usable up to this ms, inclusive; <see cref="Permanent"/> for ever.</param>
/// <param name="Attributes">How it may be consumed.</param>
public sealed record LineItem(
    string ActivationId,
    LineItemState State,
    long Quantity,
    DateTimeOffset Start,
    DateTimeOffset End,
    LineItemAttributes Attributes)
{
    /// <summary>The end of a line item that never expires, 253402300799999 ms: 9999-12-31T23:59:59.999Z.</summary>
    public static DateTimeOffset Permanent { get; } = DateTimeOffset.FromUnixTimeMilliseconds(253402300799999);

    /// <summary>
    /// Tokens consumed so far, charges minus refunds; may exceed the quantity in overdraft. Read-only: what is sent
    /// is ignored by the service.
    /// </summary>
    public decimal? Used { get; init; }
}

/// <summary>How a line item may be consumed; a closed object (contract section 6).</summary>
public sealed record LineItemAttributes
{
    /// <summary>True, the default: the line item is for Elastic Access. Others are never charged.</summary>
    public bool Elastic { get; init; } = true;

    /// <summary>The series of rate tables it is priced by; null or empty: the tables without a series.</summary>
    public string? RateTableSeries { get; init; }

    /// <summary>Whether it may be consumed beyond its quantity; null: no.</summary>
    public OverdraftType? OverdraftType { get; init; }

    /// <summary>
    /// Tokens beyond the quantity, 0 to 9,000,000,000,000; required with <see cref="OverdraftType.Number"/>, refused
    /// otherwise.
    /// </summary>
    public long? OverdraftLimit { get; init; }

    /// <summary>Stored and given back, without effect (v1.1 only).</summary>
    public string? ResetFrequency { get; init; }
}

/// <summary>The state of a line item (contract section 6).</summary>
[JsonConverter(typeof(UpperCaseEnum<LineItemState>))]
public enum LineItemState
{
    /// <summary>A state that this client does not know. Never sent; treat it as not usable.</summary>
    Unknown,

    /// <summary>Usable between its start and its end.</summary>
    Deployed,

    /// <summary>Not usable until deployed again; refunds still reach it.</summary>
    Inactive,

    /// <summary>Never usable again; it can be deleted.</summary>
    Obsolete,
}

/// <summary>Whether a line item may be consumed beyond its quantity (contract section 6).</summary>
[JsonConverter(typeof(PlainEnum<OverdraftType>))]
public enum OverdraftType
{
    /// <summary>A kind that this client does not know. Never sent.</summary>
    Unknown,

    /// <summary>Up to <see cref="LineItemAttributes.OverdraftLimit"/> tokens beyond the quantity.</summary>
    Number,

    /// <summary>Without a bound.</summary>
    Unlimited,
}
