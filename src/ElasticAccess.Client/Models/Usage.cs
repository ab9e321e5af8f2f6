using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ElasticAccess.Client.Http;

namespace ElasticAccess.Client.Models;

/// <summary>Which usage is wanted; what is null does not matter (contract section 18.7).</summary>
public record UsageFilter
{
    /// <summary>First usage time, inclusive, exact to the ms.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last usage time, exclusive, exact to the ms.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>One instance.</summary>
    public string? InstanceId { get; init; }

    /// <summary>One customer account.</summary>
    public string? AccountId { get; init; }

    /// <summary>One item, in all its versions.</summary>
    public string? Item { get; init; }

    /// <summary>One requester, by its value.</summary>
    public string? Requester { get; init; }

    /// <summary>One session.</summary>
    public string? SessionId { get; init; }

    /// <summary>One access request, automatic charge or refund.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>
    /// What the rows say; null or empty: all. Of rows only, a summary with it is refused: its sums have refunds and
    /// denials beside each other.
    /// </summary>
    public IReadOnlyList<UsageKind>? Kinds { get; init; }
}

/// <summary>A page of usage (contract section 18.7).</summary>
/// <param name="Rows">In the order of the ledger; empty at the end of what is there.</param>
/// <param name="Next">Where to go on; at the end it stays good for what comes later.</param>
public sealed record UsagePage(IReadOnlyList<UsageRow> Rows, string Next);

/// <summary>
/// One item charged to or refunded to one line item, or one item denied (contract section 18.7). What does not apply is
/// null.
/// </summary>
/// <param name="Id">Of this row alone.</param>
/// <param name="Sequence">Without gaps within the instance, in the order of the decisions.</param>
/// <param name="Kind">What happened.</param>
/// <param name="UsageTime">When it was used; what filters and summaries look at.</param>
/// <param name="WriteTime">When it was written.</param>
/// <param name="CorrelationId">Of the access request, automatic charge or refund.</param>
/// <param name="AccountId">The customer account.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="Requester">Who asked, with the dictionary as it was sent.</param>
/// <param name="Item">The item.</param>
/// <param name="Version">Its version; empty where it has none.</param>
/// <param name="Count">How many.</param>
/// <param name="Tokens">Positive for a charge, negative for a refund, 0 for a denial.</param>
/// <param name="Status">As in the answer to the request, with the codes of v1.1.</param>
public sealed record UsageRow(
    string Id,
    long Sequence,
    UsageKind Kind,
    DateTimeOffset UsageTime,
    DateTimeOffset WriteTime,
    string CorrelationId,
    string AccountId,
    string InstanceId,
    Requester Requester,
    string Item,
    string Version,
    decimal Count,
    decimal Tokens,
    AccessStatus Status)
{
    /// <summary>The line item that was charged or refunded.</summary>
    public string? ActivationId { get; init; }

    /// <summary>The action whose allocation was charged.</summary>
    public string? ActionId { get; init; }

    /// <summary>The session that was charged.</summary>
    public string? SessionId { get; init; }

    /// <summary>Tokens per count.</summary>
    public decimal? Rate { get; init; }

    /// <summary>The rate table that priced it.</summary>
    public UsageRateTable? RateTable { get; init; }

    /// <summary>Tokens used on the line item, after this row.</summary>
    public decimal? Used { get; init; }

    /// <summary>Whole tokens that the line item entitled to at that time.</summary>
    public long? Quantity { get; init; }

    /// <summary>As it was sent with the item.</summary>
    public JsonObject? MetaData { get; init; }
}

/// <summary>Names a rate table (contract section 5).</summary>
/// <param name="Version">Its version.</param>
/// <param name="Series">Its series; null for the tables without one.</param>
public sealed record UsageRateTable(string Version, string? Series = null);

/// <summary>What a row of usage says (contract section 18.7).</summary>
[JsonConverter(typeof(UsageKindWord))]
public enum UsageKind
{
    /// <summary>A kind that this client does not know.</summary>
    Unknown,

    /// <summary>A granted request was charged.</summary>
    Charge,

    /// <summary>A session was charged by the clock.</summary>
    AutomaticCharge,

    /// <summary>The unused rest of a session's charge was given back.</summary>
    Refund,

    /// <summary>An item was refused; nothing was charged.</summary>
    Denial,
}

internal sealed class UsageKindWord() : WordEnum<UsageKind>(Spell)
{
    public static string Of(UsageKind kind) => kind != UsageKind.Unknown && Enum.IsDefined(kind)
        ? Spell(kind.ToString())
        : throw new ArgumentException($"{nameof(UsageKind)} {kind} cannot be sent.");

    private static string Spell(string word) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(word);
}
