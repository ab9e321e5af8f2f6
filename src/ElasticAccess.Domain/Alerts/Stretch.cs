namespace ElasticAccess.Domain.Alerts;

/// <summary>What was moved over some time, summed: in which order is no longer known.</summary>
/// <param name="Until">When the last of it was written.</param>
/// <param name="Charges">Summed by line item, action and day of use; none is negative.</param>
/// <param name="Refunds">The same of what was given back; none is positive.</param>
public sealed record Stretch(Instant Until, IReadOnlyList<Movement> Charges, IReadOnlyList<Movement> Refunds);
