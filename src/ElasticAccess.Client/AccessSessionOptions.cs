namespace ElasticAccess.Client;

/// <summary>What an <see cref="AccessSession"/> must know of the service.</summary>
public sealed record AccessSessionOptions
{
    /// <summary>
    /// The interval of automatic charges, 10 minutes to 24 hours. Default 1 hour. It must be what the service's setting
    /// <c>session.charge.period</c> says (contract section 11), because heartbeats are timed by it: one that comes
    /// outside the half period after a charge does not keep the session alive.
    /// </summary>
    public TimeSpan ChargePeriod { get; init; } = TimeSpan.FromHours(1);

    internal AccessSessionOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ChargePeriod, TimeSpan.FromMinutes(10));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ChargePeriod, TimeSpan.FromHours(24));
        return this;
    }
}
