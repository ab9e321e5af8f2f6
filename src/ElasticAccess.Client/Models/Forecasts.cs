namespace ElasticAccess.Client.Models;

/// <summary>What becomes of an instance's tokens at the pace of the last days (contract section 20).</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Now">From when on it looks.</param>
/// <param name="Days">The pace is the mean of so many days of 24 hours.</param>
/// <param name="Method">The same in words.</param>
/// <param name="TokensLeft">Entitled tokens that can still be charged, now or later.</param>
/// <param name="NetPerDay">The pace: charges less refunds a day; may be negative.</param>
/// <param name="ExpiringUnused">Entitled tokens that will be left on line items when they end.</param>
/// <param name="LineItems">In charging order.</param>
public sealed record InstanceForecast(
    string InstanceId, DateTimeOffset Now, int Days, string Method, decimal TokensLeft, decimal NetPerDay,
    decimal ExpiringUnused, IReadOnlyList<LineItemForecast> LineItems)
{
    /// <summary>What may be charged beyond the entitled tokens; null: without bound.</summary>
    public decimal? OverdraftLeft { get; init; }

    /// <summary>When no usable line item has entitled tokens left; null: not at that pace.</summary>
    public DateTimeOffset? TokensGoneAt { get; init; }

    /// <summary>When overdraft is used up as well and requests are refused; null: not at that pace.</summary>
    public DateTimeOffset? RunsOutAt { get; init; }
}

/// <summary>
/// One instance among many: what its own forecast says of it as a whole (contract section 20).
/// </summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="ShortName">Its name.</param>
/// <param name="AccountId">The customer account.</param>
/// <param name="Now">From when on it looks.</param>
/// <param name="Days">The pace is the mean of so many days of 24 hours.</param>
/// <param name="Method">The same in words.</param>
/// <param name="LiveSessions">How many there are.</param>
/// <param name="Entitled">All tokens of the line items that can still be charged, used or not.</param>
/// <param name="TokensLeft">Of these, what is not used.</param>
/// <param name="NetPerDay">The pace: charges less refunds a day; may be negative.</param>
/// <param name="ExpiringUnused">Entitled tokens that will be left on line items when they end.</param>
public sealed record InstanceOutlook(
    string InstanceId, string ShortName, string AccountId, DateTimeOffset Now, int Days, string Method,
    int LiveSessions, decimal Entitled, decimal TokensLeft, decimal NetPerDay, decimal ExpiringUnused)
{
    /// <summary>What may be charged beyond the entitled tokens; null: without bound.</summary>
    public decimal? OverdraftLeft { get; init; }

    /// <summary>When no usable line item has entitled tokens left; null: not at that pace.</summary>
    public DateTimeOffset? TokensGoneAt { get; init; }

    /// <summary>When overdraft is used up as well and requests are refused; null: not at that pace.</summary>
    public DateTimeOffset? RunsOutAt { get; init; }
}

/// <summary>The same for one line item (contract section 20).</summary>
/// <param name="ActivationId">The line item.</param>
/// <param name="State">Only a deployed one can be charged.</param>
/// <param name="Start">From when on it can be charged.</param>
/// <param name="End">Until when, inclusive.</param>
/// <param name="TokensLeft">Entitled tokens left; 0 where it cannot be charged any more.</param>
/// <param name="NetPerDay">Its own charges less refunds a day; may be negative.</param>
/// <param name="ExpiringUnused">Entitled tokens that will be left at its end; none where it is permanent.</param>
public sealed record LineItemForecast(
    string ActivationId, LineItemState State, DateTimeOffset Start, DateTimeOffset End, decimal TokensLeft,
    decimal NetPerDay, decimal ExpiringUnused)
{
    /// <summary>What may be charged beyond the entitled tokens; null: without bound.</summary>
    public decimal? OverdraftLeft { get; init; }

    /// <summary>When its entitled tokens are used up, at the instance's pace; null: not before its end.</summary>
    public DateTimeOffset? TokensGoneAt { get; init; }

    /// <summary>When its overdraft is used up as well; null: not before its end.</summary>
    public DateTimeOffset? RunsOutAt { get; init; }
}
