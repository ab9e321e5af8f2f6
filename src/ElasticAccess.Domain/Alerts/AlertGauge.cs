namespace ElasticAccess.Domain.Alerts;

/// <summary>What several alerts may look at together: a measure, and what it is of.</summary>
/// <param name="ActivationId">Empty for the whole instance.</param>
public readonly record struct AlertSight(AlertMeasure Measure, string ActivationId, Guid? ActionId)
{
    public static AlertSight Of(Alert alert) => alert.Measure == AlertMeasure.AllocationRemaining
        ? new(alert.Measure, "", alert.ActionId)
        : new(alert.Measure, alert.ActivationId ?? "", null);
}

/// <summary>
/// The alerts that look at the same value. Between the bounds that the nearest of them wait for, none needs judging.
/// </summary>
internal sealed class AlertGauge(AlertSight sight)
{
    private readonly SortedDictionary<Guid, (Alert Alert, AlertJudgement Last)> watched = [];
    private Tokens? above;
    private Tokens? below;
    private bool isNeverQuiet;

    public AlertSight Sight { get; } = sight;

    public IEnumerable<(Alert Alert, AlertJudgement Last)> Watched => watched.Values;

    public void Watch(Alert alert, AlertStatus status)
    {
        watched[alert.Id] = (alert, new(status, null, null));
        Bound();
    }

    public void Forget(Guid alertId)
    {
        watched.Remove(alertId);
        Bound();
    }

    public bool IsQuietAt(AlertReading reading) => !isNeverQuiet
        && (above is not { } low || reading.CompareTo(low) > 0)
        && (below is not { } high || reading.CompareTo(high) < 0);

    /// <summary>True when an alert is in another state, or keeps still or no longer does.</summary>
    public bool Judge(AlertReading? reading, Instant at, List<AlertTransition> news)
    {
        var isMoved = false;
        foreach (var (id, (alert, last)) in watched.ToArray())
        {
            var now = AlertJudgement.Judge(alert, last.Status, reading, at);
            if (now.News is { } kind)
            {
                news.Add(new(alert, kind, reading!.Value.Shown, at));
            }

            if (now.Status != last.Status || now.Wait != last.Wait)
            {
                watched[id] = (alert, now);
                isMoved = true;
            }
        }

        if (isMoved)
        {
            Bound();
        }

        return isMoved;
    }

    /// <summary>The next time after <paramref name="at"/> at which one that keeps still is to be judged.</summary>
    public Instant? NextWait(Instant at) => watched.Values
        .Where(one => one.Last.Wait > at)
        .Min(one => one.Last.Wait?.Ms) is { } ms ? new Instant(ms) : null;

    private void Bound()
    {
        (above, below, isNeverQuiet) = (null, null, false);
        foreach (var (alert, last) in watched.Values)
        {
            var isArmed = last.Status.State == AlertState.Armed;
            isNeverQuiet |= isArmed && last.Status.IsToldFired;
            if (last.Wait is not null)
            {
                continue;
            }

            var bound = isArmed ? alert.Threshold : alert.RecoverAt ?? alert.Threshold;
            if (isArmed == alert.Measure.RunsOut())
            {
                above = above is { } low ? Tokens.Larger(low, bound) : bound;
            }
            else
            {
                below = below is { } high ? Tokens.Smaller(high, bound) : bound;
            }
        }
    }
}

/// <summary>An alert fired or recovered.</summary>
/// <param name="Value">What it was judged by, for people to read.</param>
public sealed record AlertTransition(Alert Alert, AlertNews News, Tokens Value, Instant At);
