namespace ElasticAccess.Domain.Alerts;

/// <summary>What an alert waits for (contract 20).</summary>
/// <param name="ActivationId">The line item it is about; null for all of the instance.</param>
/// <param name="ActionId">The action whose allocation it is about, for that measure only.</param>
/// <param name="Threshold">Tokens, percent or days.</param>
/// <param name="RecoverAt">Null: as soon as the threshold is no longer crossed.</param>
/// <param name="Cooldown">From one firing to the earliest next.</param>
public sealed record Alert(
    Guid Id,
    AlertMeasure Measure,
    string? ActivationId,
    Guid? ActionId,
    Tokens Threshold,
    Tokens? RecoverAt,
    TimeSpan Cooldown)
{
    /// <summary>At the threshold counts as crossed.</summary>
    public bool IsCrossedBy(AlertReading reading) => Measure.RunsOut()
        ? reading.CompareTo(Threshold) <= 0
        : reading.CompareTo(Threshold) >= 0;

    /// <summary>At <see cref="RecoverAt"/> counts as recovered, unless the threshold is crossed there.</summary>
    public bool IsRecoveredBy(AlertReading reading) => !IsCrossedBy(reading) && (Measure.RunsOut()
        ? reading.CompareTo(RecoverAt ?? Threshold) >= 0
        : reading.CompareTo(RecoverAt ?? Threshold) <= 0);
}

/// <summary>Where an alert stands.</summary>
/// <param name="Since">When it came into this state.</param>
/// <param name="LastFired">Null where it never has.</param>
/// <param name="IsToldFired">
/// What was last told of it is that it fired. Differs from the state only when the alert was changed meanwhile.
/// </param>
public sealed record AlertStatus(AlertState State, Instant Since, Instant? LastFired, bool IsToldFired)
{
    public static AlertStatus ArmedAt(Instant at) => new(AlertState.Armed, at, LastFired: null, IsToldFired: false);

    /// <summary>
    /// An alert that is changed is armed anew and judged at once; the pause since it last fired goes on all the same.
    /// </summary>
    public AlertStatus Rearmed(Instant at) => this with { State = AlertState.Armed, Since = at };
}
