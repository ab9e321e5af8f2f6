using System.Text.Json.Serialization;
using ElasticAccess.Client.Http;

namespace ElasticAccess.Client.Models;

/// <summary>
/// What each single requester may take from one line item within an interval (v1.1; contract section 12).
/// </summary>
/// <param name="Limit">Tokens per requester and interval, up to 9,000,000,000,000 with six decimals.</param>
/// <param name="Interval">How often the count starts again.</param>
/// <param name="NextReset">
/// The next start, exact to the ms. Null: the next natural one in UTC (weeks start on Monday). Always set in answers.
/// </param>
public sealed record ConsumptionLimit(decimal Limit, LimitInterval Interval, DateTimeOffset? NextReset = null);

/// <summary>The consumption limit of one line item, as a list has it (v1.1; contract section 12).</summary>
/// <param name="LineItemId">Activation id.</param>
/// <param name="Limit">Tokens per requester and interval.</param>
/// <param name="Interval">How often the count starts again.</param>
/// <param name="NextReset">The next start.</param>
public sealed record LineItemLimit(string LineItemId, decimal Limit, LimitInterval Interval, DateTimeOffset NextReset);

/// <summary>How often a consumption limit starts again (contract section 12).</summary>
[JsonConverter(typeof(UpperCaseEnum<LimitInterval>))]
public enum LimitInterval
{
    /// <summary>An interval that this client does not know. Never sent.</summary>
    Unknown,

    /// <summary>Every day.</summary>
    Day,

    /// <summary>Every week.</summary>
    Week,

    /// <summary>On the first day of every month.</summary>
    Month,

    /// <summary>Every year.</summary>
    Year,
}
