namespace ElasticAccess.Domain.Alerts;

/// <summary>What there is to tell of an alert.</summary>
public enum AlertNews
{
    Fired,
    Recovered,
}

/// <summary>What a value means for an alert.</summary>
/// <param name="News">Null where there is nothing to tell.</param>
/// <param name="Wait">
/// Until when it keeps still although its threshold is crossed; then it must be judged again. Null where it does not.
/// </param>
public sealed record AlertJudgement(AlertStatus Status, AlertNews? News, Instant? Wait)
{
    /// <summary>The state machine of contract 20. A reading of null says nothing, and changes nothing.</summary>
    public static AlertJudgement Judge(Alert alert, AlertStatus status, AlertReading? value, Instant at)
    {
        if (value is not { } reading)
        {
            return new(status, null, null);
        }

        if (status.State == AlertState.Fired)
        {
            return alert.IsRecoveredBy(reading)
                ? new(
                    status with { State = AlertState.Armed, Since = at, IsToldFired = false },
                    AlertNews.Recovered,
                    null)
                : new(status, null, null);
        }

        if (!alert.IsCrossedBy(reading))
        {
            return status.IsToldFired
                ? new(status with { IsToldFired = false }, AlertNews.Recovered, null)
                : new(status, null, null);
        }

        return status.LastFired + alert.Cooldown is { } rested && at < rested
            ? new(status, null, rested)
            : new(new(AlertState.Fired, at, LastFired: at, IsToldFired: true), AlertNews.Fired, null);
    }
}
