using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElasticAccess.Client.Models;

/// <summary>What is to be added up, and by what (contract section 18.7).</summary>
public sealed record UsageSummaryQuery : UsageFilter
{
    /// <summary>
    /// Any of <c>item</c>, <c>itemVersion</c>, <c>requester</c>, <c>account</c>, <c>instance</c>, <c>lineItem</c>, one
    /// of <c>hour</c>, <c>day</c> and <c>month</c>, and <c>dictionary.&lt;key&gt;</c>; none: one group.
    /// </summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    /// <summary>IANA time zone of hours, days and months, such as <c>Europe/Berlin</c>; null: UTC.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>A page of groups (contract section 18.7).</summary>
/// <param name="Groups">In the order of their keys.</param>
/// <param name="Total">Over all groups, not only those of this page.</param>
public sealed record UsageSummary(IReadOnlyList<UsageGroup> Groups, UsageSums Total)
{
    /// <summary>Cursor of the next page; null where there is none.</summary>
    public string? Next { get; init; }
}

/// <summary>What usage comes to. The nets of all groups add up exactly to the total.</summary>
/// <param name="Charged">Tokens charged.</param>
/// <param name="Refunded">Tokens given back, as a positive number.</param>
/// <param name="Net">Charged minus refunded.</param>
/// <param name="Count">Counts granted, an item split over line items once.</param>
/// <param name="Denials">Items refused.</param>
public record UsageSums(decimal Charged, decimal Refunded, decimal Net, decimal Count, long Denials);

/// <summary>The usage of one group.</summary>
/// <param name="Key">
/// A member for each thing grouped by. A requester is an object of type and value; a time is named
/// <c>2026-11-21T13:00</c>, <c>2026-11-21</c> or <c>2026-11</c>; a missing dictionary key is null.
/// </param>
public sealed record UsageGroup(
    JsonObject Key, decimal Charged, decimal Refunded, decimal Net, decimal Count, long Denials)
    : UsageSums(Charged, Refunded, Net, Count, Denials);

/// <summary>A month of an instance, shared out by a dictionary key (contract section 18.7).</summary>
/// <param name="Lines">One for each value of the key, the last for usage without it.</param>
/// <param name="Total">Of the instance in that month; the lines add up to it exactly.</param>
public sealed record UsageStatement(IReadOnlyList<UsageStatementLine> Lines, decimal Total);

/// <summary>What the usage with one value of the key came to.</summary>
/// <param name="Net">Tokens charged minus tokens given back.</param>
public sealed record UsageStatementLine(decimal Net)
{
    /// <summary>The value, mostly a string; null for usage without the key.</summary>
    public JsonElement? Key { get; init; }
}

/// <summary>A row of the usage report (contract section 13).</summary>
/// <param name="AccountId">The customer account.</param>
/// <param name="UsageTime">When it was used.</param>
/// <param name="Used">Tokens used on the line item after this row, in all.</param>
/// <param name="MeterQuantity">Tokens of this row; negative for a refund.</param>
public sealed record UsageReportRow(
    string AccountId, DateTimeOffset UsageTime, decimal Used, decimal MeterQuantity)
{
    /// <summary>The instance.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The line item.</summary>
    public string? ActivationId { get; init; }

    /// <summary>Of the access request, automatic charge or refund.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Kind of requester.</summary>
    public string? ConsumerType { get; init; }

    /// <summary>Who asked, within the kind.</summary>
    public string? ConsumerId { get; init; }

    /// <summary>The item.</summary>
    public string? Item { get; init; }

    /// <summary>Its version; empty where it has none.</summary>
    public string? Version { get; init; }

    /// <summary>How many.</summary>
    public decimal Count { get; init; }

    /// <summary>Whole tokens that the line item entitled to at that time.</summary>
    public long Quantity { get; init; }
}
