using ElasticAccess.Domain.Alerts;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Tests.Alerts;

/// <summary>Some line items, their use and changes over a fortnight or so, and alerts made meanwhile.</summary>
internal sealed class RandomAlerts
{
    private const int Steps = 60;
    private readonly Random random;
    private readonly List<LineItem> known = [];
    private readonly Dictionary<Guid, List<Guid>> actions = [];
    private readonly List<Alert> alerts = [];

    public RandomAlerts(Random random)
    {
        this.random = random;
        for (var i = 1; i <= random.Next(1, 5); i++)
        {
            // Two line items may have had one activation id one after the other.
            known.Add(LineItem(Id(i), $"L{(i == 4 ? 1 : i)}"));
        }

        LineItems = [.. known];
        var ms = PlainAlerts.Start;
        for (var i = 0; i < random.Next(20, 90); i++)
        {
            ms += random.Next(3) == 0 ? PlainAlerts.Step * random.Next(1, 4) : 0;
            if (ms >= PlainAlerts.Start + (Steps * PlainAlerts.Step))
            {
                break;
            }

            Events.Add(random.Next(10) switch
            {
                0 or 1 => Changed(new(ms)),
                2 => Watched(new(ms)),
                _ when alerts.Count == 0 => Watched(new(ms)),
                _ => Moved(new(ms)),
            });
        }
    }

    public IReadOnlyList<LineItem> LineItems { get; }

    public List<LedgerEvent> Events { get; } = [];

    private static Guid Id(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private LineItem LineItem(Guid id, string activationId)
    {
        var start = PlainAlerts.Start + (PlainAlerts.Step * random.Next(-4, 20));
        return new(
            id, activationId, (LineItemState)(random.Next(6) == 0 ? random.Next(1, 4) : 0), random.Next(8) > 0,
            random.Next(1, 40), new(start), new(start + (PlainAlerts.Step * random.Next(0, 50))), "", Overdraft.None,
            new(random.Next(5) * 1_000_000L));
    }

    private LedgerEvent.Moved Moved(Instant at)
    {
        var moves = Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
        {
            var lineItem = known[random.Next(known.Count)];
            var few = actions.GetValueOrDefault(lineItem.Id) ?? [];
            var late = random.Next(6) == 0 ? PlainAlerts.Step * random.Next(5) : 0;
            return new Movement(
                lineItem.Id,
                few.Count > 0 && random.Next(3) > 0 ? few[random.Next(few.Count)] : null,
                new(random.Next(-8, 12) * (random.Next(3) == 0 ? 333_333 : 1_000_000L)),
                new(Math.Max(0, at.Ms - late)));
        }).ToList();
        return new(at, moves);
    }

    private LedgerEvent.Changed Changed(Instant at)
    {
        var i = random.Next(known.Count);
        known[i] = LineItem(known[i].Id, known[i].ActivationId);
        if (known[i].State != LineItemState.Deleted && random.Next(3) == 0)
        {
            return new(at, known[i], null);
        }

        var kept = (actions.GetValueOrDefault(known[i].Id) ?? []).Where(_ => random.Next(2) == 0);
        var ids = known[i].State == LineItemState.Deleted
            ? []
            : kept.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => Id(random.Next(100_000, 999_999)))).ToList();
        actions[known[i].Id] = ids;
        if (known[i].State == LineItemState.Deleted)
        {
            return new(at, known[i], null);
        }

        return new(at, known[i], ids.Distinct().ToDictionary(
            id => id, _ => random.Next(5) == 0 ? (Tokens?)null : Tokens.Whole(random.Next(1, 20))));
    }

    private LedgerEvent.Watched Watched(Instant at)
    {
        var isNew = alerts.Count == 0 || (alerts.Count < 8 && random.Next(3) > 0);
        var alert = Alert(Id(isNew ? 1_000 + alerts.Count : random.Next(1_000, 1_000 + alerts.Count)));
        if (isNew)
        {
            alerts.Add(alert);
            return new(at, alert, AlertStatus.ArmedAt(at));
        }

        // As it stands by then is known only to whoever judges: here such an alert begins as a new one does.
        return new(at, alert with { Id = Id(5_000 + Events.Count) }, AlertStatus.ArmedAt(at));
    }

    private Alert Alert(Guid id)
    {
        var measure = (AlertMeasure)random.Next(7);
        var all = actions.Values.SelectMany(few => few).ToList();
        if (measure == AlertMeasure.AllocationRemaining && all.Count == 0)
        {
            measure = AlertMeasure.Remaining;
        }

        var threshold = measure == AlertMeasure.DaysToExpiry
            ? new Tokens(random.Next(0, 24) * 250_000L)
            : new Tokens(random.Next(1, 40) * 1_000_000L / random.Next(1, 4));
        var distance = measure == AlertMeasure.DaysToExpiry ? random.Next(8) * 250_000L : random.Next(9_000_000);
        return new(
            id,
            measure,
            random.Next(2) == 0 ? null : known[random.Next(known.Count)].ActivationId,
            measure == AlertMeasure.AllocationRemaining ? all[random.Next(all.Count)] : null,
            threshold,
            random.Next(2) == 0
                ? null
                : measure.RunsOut() ? new(threshold.Micro + distance) : new(Math.Max(0, threshold.Micro - distance)),
            TimeSpan.FromHours(6 * random.Next(0, 12)));
    }
}
