using System.Numerics;
using ElasticAccess.Domain.Alerts;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Tests.Alerts;

/// <summary>
/// Alerts once more, without anything clever: keeps all that happened, and at every moment of a grid, and a ms behind
/// it, computes every value from the beginning.
/// </summary>
internal sealed class PlainAlerts(IEnumerable<LineItem> lineItems, bool tolerant)
{
    public const long Step = 6 * 3_600_000;

    /// <summary>Some days before the end of a month.</summary>
    public const long Start = 24 * Day;

    private const long Day = 86_400_000;

    private readonly List<LedgerEvent> past = [];
    private readonly Dictionary<Guid, LineItem> atStart = lineItems.ToDictionary(lineItem => lineItem.Id);
    private readonly SortedDictionary<Guid, Alert> alerts = [];
    private readonly Dictionary<Guid, bool> isFired = [];
    private readonly Dictionary<Guid, bool> isTold = [];
    private readonly Dictionary<Guid, long> lastFired = [];

    public List<string> News { get; } = [];

    /// <summary>Events stand on the grid, in the order of their times.</summary>
    public void Live(IReadOnlyList<LedgerEvent> events, long untilMs)
    {
        for (var ms = Start; ms <= untilMs; ms += Step)
        {
            JudgeAll(ms);
            foreach (var happened in events.Where(one => one.At.Ms == ms))
            {
                past.Add(happened);
                if (happened is LedgerEvent.Watched watched)
                {
                    alerts[watched.Alert.Id] = watched.Alert;
                    isFired[watched.Alert.Id] = false;
                }

                JudgeAll(ms);
            }

            JudgeAll(ms + 1);
        }
    }

    private void JudgeAll(long ms)
    {
        foreach (var alert in alerts.Values)
        {
            if (Value(alert, ms) is not { } value)
            {
                continue;
            }

            var (top, over) = value;
            var falls = alert.Measure is AlertMeasure.Remaining or AlertMeasure.RemainingPercent
                or AlertMeasure.DaysToExpiry or AlertMeasure.AllocationRemaining;
            BigInteger Against(Tokens bound) => falls
                ? top - (bound.Micro * over) : (bound.Micro * over) - top;
            var isCrossed = Against(alert.Threshold) <= 0;
            var isBack = !isCrossed && Against(alert.RecoverAt ?? alert.Threshold) >= 0;
            if (isFired[alert.Id] ? isBack : !isCrossed && isTold.GetValueOrDefault(alert.Id))
            {
                (isFired[alert.Id], isTold[alert.Id]) = (false, false);
                News.Add($"{ms} {alert.Id} recovered");
            }
            else if (!isFired[alert.Id] && isCrossed
                && (!lastFired.TryGetValue(alert.Id, out var last) || ms >= last + alert.Cooldown.TotalMilliseconds))
            {
                (isFired[alert.Id], isTold[alert.Id], lastFired[alert.Id]) = (true, true, ms);
                News.Add($"{ms} {alert.Id} fired");
            }
        }
    }

    private (BigInteger Top, BigInteger Over)? Value(Alert alert, long ms)
    {
        if (alert.Measure == AlertMeasure.AllocationRemaining)
        {
            return Allocation(alert.ActionId!.Value);
        }

        var all = Now().Where(one => alert.ActivationId is null || one.ActivationId == alert.ActivationId).ToList();
        if (alert.Measure is AlertMeasure.UsedInDay or AlertMeasure.UsedInMonth)
        {
            var ids = all.Select(one => one.Id).ToHashSet();
            string Bucket(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString(
                alert.Measure == AlertMeasure.UsedInDay ? "yyyyMMdd" : "yyyyMM",
                System.Globalization.CultureInfo.InvariantCulture);
            return (Sum(move => ids.Contains(move.LineItemId) && Bucket(move.UsageTime.Ms) == Bucket(ms)), 1);
        }

        var slack = tolerant ? Day / 2 : 0;
        var usable = all.Where(one => one.State == LineItemState.Deployed && one.IsElastic
            && one.Start.Ms - slack <= ms && ms <= one.End.Ms + slack).ToList();
        BigInteger Left(LineItem one) => (one.Quantity * (BigInteger)1_000_000) - UsedOf(one);
        return alert.Measure switch
        {
            AlertMeasure.OverdraftUsed =>
                (usable.Aggregate(BigInteger.Zero, (sum, one) => sum + BigInteger.Max(0, -Left(one))), 1),
            AlertMeasure.DaysToExpiry when usable.Count > 0 =>
                (BigInteger.Max(0, usable.Min(one => one.End.Ms) - ms) * 1_000_000, Day),
            AlertMeasure.RemainingPercent when usable.Count > 0 => (
                usable.Aggregate(BigInteger.Zero, (sum, one) => sum + BigInteger.Max(0, Left(one))) * 100,
                usable.Aggregate(BigInteger.Zero, (sum, one) => sum + one.Quantity)),
            AlertMeasure.Remaining =>
                (usable.Aggregate(BigInteger.Zero, (sum, one) => sum + BigInteger.Max(0, Left(one))), 1),
            _ => (0, 1),
        };
    }

    private IEnumerable<LineItem> Now()
    {
        var now = new Dictionary<Guid, LineItem>(atStart);
        foreach (var changed in past.OfType<LedgerEvent.Changed>())
        {
            now[changed.LineItem.Id] = changed.LineItem;
        }

        return now.Values;
    }

    private BigInteger UsedOf(LineItem lineItem) =>
        (atStart.TryGetValue(lineItem.Id, out var first) ? first.Used.Micro : 0)
        + Sum(move => move.LineItemId == lineItem.Id);

    private BigInteger Sum(Func<Movement, bool> counts) => past.OfType<LedgerEvent.Moved>()
        .SelectMany(moved => moved.Movements).Where(counts)
        .Aggregate(BigInteger.Zero, (sum, move) => sum + move.Tokens.Micro);

    // What was taken since the action was there without a break; before it came or after it went there is no value.
    private (BigInteger, BigInteger)? Allocation(Guid id)
    {
        Tokens? allocation = null;
        var (exists, used) = (false, BigInteger.Zero);
        var owner = Guid.Empty;
        foreach (var happened in past)
        {
            switch (happened)
            {
                case LedgerEvent.Changed { Allocations: { } actions } changed when actions.ContainsKey(id):
                    (allocation, used, exists) = (actions[id], exists ? used : 0, true);
                    owner = changed.LineItem.Id;
                    break;

                case LedgerEvent.Changed changed when changed.LineItem.Id == owner
                    && (changed.Allocations is not null || changed.LineItem.State == LineItemState.Deleted):
                    (exists, used) = (false, 0);
                    break;

                case LedgerEvent.Moved moved when exists:
                    used += moved.Movements.Where(move => move.ActionId == id)
                        .Aggregate(BigInteger.Zero, (sum, move) => sum + move.Tokens.Micro);
                    break;
            }
        }

        return exists && allocation is { } tokens ? (BigInteger.Max(0, tokens.Micro - used), 1) : null;
    }
}
