using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Alerts;

/// <summary>
/// An instance as its ledger left it, and its alerts, followed commit by commit and through the hours between: what
/// fires and recovers is the same whether it is followed at once or long afterwards. Work of one caller, then thrown
/// away.
/// </summary>
/// <param name="start">Up to when all has been judged.</param>
/// <param name="lineItems">As they were then, also those that are not usable.</param>
public sealed class AlertTimeline(Instant start, IEnumerable<LineItem> lineItems, bool timezoneTolerant)
{
    private static readonly Place Everywhere = new("", null);

    private readonly WatchedSupply supply = new(lineItems, timezoneTolerant);
    private readonly Dictionary<Guid, Allocation> allocations = [];
    private readonly Dictionary<AlertSight, AlertGauge> gauges = [];
    private readonly Dictionary<Guid, AlertGauge> gaugeOf = [];
    private readonly Dictionary<Place, AlertGauge[]> gaugesAt = [];
    private readonly List<AlertTransition> transitions = [];
    private readonly UsedSums sums = new();
    private Instant? next;
    private bool knowsNext;

    /// <summary>Up to when all has been judged.</summary>
    public Instant Now { get; private set; } = start;

    /// <summary>What fired and recovered so far, in order; alerts of one moment in the order of their ids.</summary>
    public IReadOnlyList<AlertTransition> Transitions => transitions;

    /// <summary>How the alerts stand now.</summary>
    public IEnumerable<(Alert Alert, AlertStatus Status)> Alerts =>
        gauges.Values.SelectMany(gauge => gauge.Watched).Select(one => (one.Alert, one.Last.Status));

    /// <summary>What every alert sees now; what there is no such allocation for is left out.</summary>
    public IEnumerable<(AlertSight Sight, AlertReading Reading)> Readings => gauges.Values
        .Where(gauge => gauge.Watched.Any())
        .Select(gauge => (gauge.Sight, Reading: Read(gauge.Sight)))
        .Where(one => one.Reading is not null)
        .Select(one => (one.Sight, one.Reading!.Value));

    /// <summary>When something is to be judged although nothing happens; null where nothing is.</summary>
    public Instant? Next
    {
        get
        {
            if (!knowsNext)
            {
                (next, knowsNext) = (FindNext(), true);
            }

            return next;
        }
    }

    /// <summary>Usage before the start, in the day or month of a time.</summary>
    public void StartWith(string activationId, Instant at, bool isMonth, Int128 micro) =>
        sums.Add(activationId, at, isMonth, micro);

    /// <summary>An action at the start.</summary>
    /// <param name="tokens">Null for one without a bound.</param>
    public void StartWith(Guid lineItemId, Guid actionId, Tokens? tokens, Tokens used) =>
        allocations[actionId] = new(lineItemId, tokens, used.Micro);

    /// <summary>An alert that was judged before.</summary>
    public void StartWith(Alert alert, AlertStatus status)
    {
        Watch(alert, status);

        // Whether it keeps still is not stored: judged by what was judged before, nothing else comes of it.
        gaugeOf[alert.Id].Judge(Read(AlertSight.Of(alert)), Now, transitions);
    }

    public void Follow(LedgerEvent happened)
    {
        PassTo(happened.At);
        switch (happened)
        {
            case LedgerEvent.Moved moved:
                Judge(At(Take(moved.Movements)), mayBeQuiet: true);
                break;

            case LedgerEvent.Changed changed:
                Change(changed.LineItem, changed.Allocations);
                break;

            case LedgerEvent.Watched watched:
                Watch(watched.Alert, watched.Status);
                gaugeOf[watched.Alert.Id].Judge(Read(AlertSight.Of(watched.Alert)), Now, transitions);
                break;
        }
    }

    /// <summary>
    /// Takes a stretch at once where it makes no difference to any alert: nothing comes due meanwhile, and between all
    /// of its refunds alone and all of its charges alone every value stays where nobody waits for it.
    /// </summary>
    /// <returns>False, and nothing is taken, where it may make one: it is to be followed commit by commit.</returns>
    public bool TryPass(Stretch stretch)
    {
        if (Next <= stretch.Until || !supply.CanTake(stretch.Charges))
        {
            return false;
        }

        var touched = Take(stretch.Refunds);
        var isQuiet = AreQuiet(touched);
        Take(Negated(stretch.Refunds));
        touched.UnionWith(Take(stretch.Charges));
        if (!isQuiet || !AreQuiet(touched))
        {
            Take(Negated(stretch.Charges));
            return false;
        }

        Take(stretch.Refunds);
        Now = Instant.Later(Now, stretch.Until);
        return true;
    }

    /// <summary>All that time alone brings, up to and with that moment.</summary>
    public void PassTo(Instant at)
    {
        while (Next is { } due && due <= at)
        {
            Now = due;
            supply.Forget();
            knowsNext = false;
            Judge(gauges.Values, mayBeQuiet: false);
        }

        Now = Instant.Later(Now, at);
    }

    private void Watch(Alert alert, AlertStatus status)
    {
        var sight = AlertSight.Of(alert);
        if (gaugeOf.TryGetValue(alert.Id, out var before))
        {
            before.Forget(alert.Id);
        }

        if (!gauges.TryGetValue(sight, out var gauge))
        {
            gauges.Add(sight, gauge = new(sight));
            var place = PlaceOf(sight);
            gaugesAt[place] = [.. gaugesAt.GetValueOrDefault(place) ?? [], gauge];
        }

        gauge.Watch(alert, status);
        gaugeOf[alert.Id] = gauge;
        knowsNext = false;
    }

    private void Change(LineItem becomes, IReadOnlyDictionary<Guid, Tokens?>? actions)
    {
        supply.Replace(becomes);
        var touched = new HashSet<Place> { Everywhere, new(becomes.ActivationId, null) };
        touched.UnionWith(allocations
            .Where(one => one.Value.LineItemId == becomes.Id).Select(one => new Place("", one.Key)));
        if (actions is not null || becomes.State == LineItemState.Deleted)
        {
            Allocate(becomes.Id, actions ?? new Dictionary<Guid, Tokens?>());
            touched.UnionWith(allocations.Keys.Select(id => new Place("", id)));
        }

        knowsNext = false;
        Judge(At(touched), mayBeQuiet: false);
    }

    // What an action took outlives a change of it; of one that is gone nothing is left.
    private void Allocate(Guid lineItemId, IReadOnlyDictionary<Guid, Tokens?> actions)
    {
        var were = allocations.Where(one => one.Value.LineItemId == lineItemId).ToDictionary();
        foreach (var id in were.Keys)
        {
            allocations.Remove(id);
        }

        foreach (var (id, tokens) in actions)
        {
            allocations[id] = new(lineItemId, tokens, were.GetValueOrDefault(id)?.UsedMicro ?? 0);
        }
    }

    // Where it is felt.
    private HashSet<Place> Take(IEnumerable<Movement> movements)
    {
        var touched = new HashSet<Place> { Everywhere };
        foreach (var movement in movements)
        {
            var activationId = supply.Move(movement.LineItemId, movement.Tokens, Now);
            sums.Add(activationId, movement.UsageTime, movement.Tokens.Micro);
            touched.Add(new(activationId, null));
            if (movement.ActionId is { } id && allocations.TryGetValue(id, out var allocation))
            {
                allocations[id] = allocation with { UsedMicro = allocation.UsedMicro + movement.Tokens.Micro };
                touched.Add(new("", id));
            }
        }

        return touched;
    }

    private static IEnumerable<Movement> Negated(IEnumerable<Movement> movements) =>
        movements.Select(movement => movement with { Tokens = -movement.Tokens });

    private IEnumerable<AlertGauge> At(IEnumerable<Place> places) =>
        places.SelectMany(place => gaugesAt.GetValueOrDefault(place) ?? []);

    private bool AreQuiet(IEnumerable<Place> places) =>
        At(places).All(gauge => Read(gauge.Sight) is not { } reading || gauge.IsQuietAt(reading));

    private void Judge(IEnumerable<AlertGauge> looking, bool mayBeQuiet)
    {
        var news = new List<AlertTransition>();
        foreach (var gauge in looking)
        {
            var reading = Read(gauge.Sight);
            if ((!mayBeQuiet || (reading is { } value && !gauge.IsQuietAt(value))) && gauge.Judge(reading, Now, news))
            {
                knowsNext = false;
            }
        }

        transitions.AddRange(news.OrderBy(one => one.Alert.Id));
    }

    private AlertReading? Read(AlertSight sight) => sight.Measure switch
    {
        AlertMeasure.UsedInDay => new(sums.Read(sight.ActivationId, Now, isMonth: false), 1),
        AlertMeasure.UsedInMonth => new(sums.Read(sight.ActivationId, Now, isMonth: true), 1),
        AlertMeasure.AllocationRemaining => sight.ActionId is { } id
            && allocations.GetValueOrDefault(id) is { Tokens: { } tokens } allocation
                ? new(Int128.Max(0, tokens.Micro - allocation.UsedMicro), 1)
                : null,
        var measure => supply.Totals(sight.ActivationId, Now).Read(measure, Now),
    };

    private Instant? FindNext()
    {
        var times = new List<Instant?>();
        foreach (var gauge in gauges.Values.Where(gauge => gauge.Watched.Any()))
        {
            times.Add(gauge.NextWait(Now));
            switch (gauge.Sight.Measure)
            {
                case AlertMeasure.UsedInDay or AlertMeasure.UsedInMonth:
                    times.Add(AlertCalendar.NextStart(Now, gauge.Sight.Measure == AlertMeasure.UsedInMonth));
                    break;

                case AlertMeasure.DaysToExpiry
                    when supply.Totals(gauge.Sight.ActivationId, Now).EarliestEnd is { } end:
                    times.AddRange(gauge.Watched
                        .Select(one => (Instant?)new Instant(UsableTotals.DaysBefore(end, one.Alert.Threshold))));
                    break;
            }
        }

        if (gauges.Values.Any(gauge => gauge.Sight.Measure.AsksForUsable() && gauge.Watched.Any()))
        {
            times.Add(supply.NextTurn(Now));
        }

        return times.Where(time => time > Now).Min(time => time?.Ms) is { } ms ? new Instant(ms) : null;
    }

    private static Place PlaceOf(AlertSight sight) => new(sight.ActivationId, sight.ActionId);

    // Where a change is felt: in the whole instance, on an activation id, under an action.
    private readonly record struct Place(string ActivationId, Guid? ActionId);

    private sealed record Allocation(Guid LineItemId, Tokens? Tokens, Int128 UsedMicro);
}
