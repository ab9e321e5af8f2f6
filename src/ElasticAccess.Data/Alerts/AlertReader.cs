using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Alerts;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Alerts;

/// <summary>An instance as it was when its alerts were last judged, and some of what has happened since.</summary>
/// <param name="Watch">As it was found.</param>
/// <param name="Events">In the order of the ledger.</param>
/// <param name="Sequence">Of the last ledger row among them.</param>
/// <param name="Change">The last change of a line item among them.</param>
/// <param name="IsAtEnd">Nothing has happened since.</param>
internal sealed record AlertRound(
    AlertWatchRow Watch,
    IReadOnlyList<AlertRow> Alerts,
    AlertTimeline Timeline,
    IReadOnlyList<LedgerEvent> Events,
    long Sequence,
    long Change,
    bool IsAtEnd)
{
    /// <summary>Alerts that were made or changed up to there.</summary>
    public bool Reaches(AlertRow alert) => alert.FromSequence <= Sequence && alert.FromChange <= Change;
}

/// <summary>Reads a round. One short transaction that sees one moment, and keeps nobody waiting.</summary>
/// <param name="rowsMax">Ledger rows, and changes of line items, that a round takes.</param>
internal sealed class AlertReader(IStore store, int rowsMax)
{
    /// <summary>Null where the instance has no alerts any more.</summary>
    public async Task<AlertRound?> ReadAsync(Guid instanceId, CancellationToken ct)
    {
        await using var db = store.NewDb();
        await using var snapshot = await db.Database.BeginTransactionAsync(store.SnapshotIsolation, ct);
        await store.Usage.PlanForRowsAsync(db, ct);
        var watch = await db.AlertWatches.AsNoTracking().SingleOrDefaultAsync(w => w.InstanceId == instanceId, ct);
        var alerts = await db.Alerts.AsNoTracking().Where(a => a.InstanceId == instanceId).ToListAsync(ct);
        if (watch is null)
        {
            return null;
        }

        alerts.Sort((a, b) => a.AlertId.CompareTo(b.AlertId));
        var head = await db.LedgerHeads.Where(h => h.InstanceId == instanceId).Select(h => h.Sequence).SingleAsync(ct);
        var changes = await AlertHistory.ChangesAsync(db, instanceId, watch.Change, rowsMax, ct);
        var moved = await MovedBehind.ReadAsync(db, instanceId, watch.Sequence, ct);
        var timeline = await StartAsync(db, watch, alerts, moved, changes, ct);
        foreach (var alert in alerts.Where(alert => alert.IsJudged))
        {
            timeline.StartWith(alert.ToDomain(), alert.ToStatus());
        }

        // Nearly always: what was moved changes nothing for any alert, and its rows need not be read.
        if (changes.Count == 0 && alerts.TrueForAll(alert => alert.IsJudged)
            && moved.ToStretch(timeline.Now) is { } stretch && timeline.TryPass(stretch))
        {
            return new(watch, alerts, timeline, [], head, watch.Change, IsAtEnd: true);
        }

        var entries = await AlertHistory.EntriesAsync(db, instanceId, watch.Sequence, rowsMax, ct);
        var (sequence, change, isAtEnd) = Cut(watch, head, entries, changes);
        var round = new AlertRound(watch, alerts, timeline, [], sequence, change, isAtEnd);
        return round with { Events = InOrder(entries, changes, alerts.Where(a => !a.IsJudged && round.Reaches(a))) };
    }

    // Takes off what the round cannot hold, and what belongs to a request or a place that it cannot hold all of.
    private (long Sequence, long Change, bool IsAtEnd) Cut(
        AlertWatchRow watch, long head, List<PlacedEntry> entries, List<PlacedChange> changes)
    {
        var sequence = head;
        if (entries.Count == rowsMax && entries[^1].Sequence < head)
        {
            var last = entries.FindLastIndex(entry => entry.CorrelationId != entries[^1].CorrelationId);
            entries.RemoveRange(last + 1, last < 0 ? 0 : entries.Count - last - 1);
            sequence = entries[^1].Sequence;
        }

        if (changes.Count == rowsMax)
        {
            sequence = Math.Max(watch.Sequence, Math.Min(sequence, changes[^1].Sequence));
        }

        var isAtEnd = sequence == head && changes.Count < rowsMax;
        entries.RemoveAll(entry => entry.Sequence > sequence);
        changes.RemoveAll(change => change.Sequence > sequence);
        return (sequence, changes.Count == 0 ? watch.Change : changes[^1].Change, isAtEnd);
    }

    /// <param name="moved">All that was, behind the place where the alerts were left off.</param>
    /// <param name="changes">Those behind it, or the first of them.</param>
    private static async Task<AlertTimeline> StartAsync(
        AccessDb db, AlertWatchRow watch, List<AlertRow> alerts, MovedBehind moved, List<PlacedChange> changes,
        CancellationToken ct)
    {
        var (instanceId, hasChanges) = (watch.InstanceId, changes.Count > 0);
        var now = await db.LineItems.AsNoTracking().Where(row => row.InstanceId == instanceId).ToListAsync(ct);
        var movedBy = moved.ByLineItem();
        var before = hasChanges
            ? (await AlertHistory.BeforeAsync(db, instanceId, watch.Change, ct)).ToDictionary(one => one.Id)
            : [];
        var changed = hasChanges
            ? await db.LineItemHistory.Where(h => h.InstanceId == instanceId && h.Change > watch.Change)
                .Select(h => h.LineItemId).Distinct().ToListAsync(ct)
            : [];
        var isTolerant = await db.Settings
            .AnyAsync(setting => setting.Name == "timezone.tolerant" && setting.Value == "true", ct);
        var lineItems = now.Where(row => !changed.Contains(row.LineItemId) || before.ContainsKey(row.LineItemId))
            .Select(row => (before.GetValueOrDefault(row.LineItemId) ?? row.ToDomain()) with
            {
                Used = new((long)(row.UsedMicro - movedBy.GetValueOrDefault(row.LineItemId))),
            });
        var timeline = new AlertTimeline(new(watch.JudgedMs), lineItems, isTolerant);
        if (alerts.Exists(alert => alert.ActionId is not null))
        {
            await AllocateAsync(db, watch, timeline, moved, changes, ct);
        }

        var activations = now.ToDictionary(row => row.LineItemId, row => row.ActivationId);
        await CountAsync(db, watch, alerts, timeline, activations, ct);
        return timeline;
    }

    // Of an action that is gone by now nothing says what was taken under it before; alerts on it are at rest anyway.
    private static async Task AllocateAsync(
        AccessDb db, AlertWatchRow watch, AlertTimeline timeline, MovedBehind moved, List<PlacedChange> changes,
        CancellationToken ct)
    {
        var instanceId = watch.InstanceId;
        var actions = await db.Actions.AsNoTracking().Where(row => row.InstanceId == instanceId).ToListAsync(ct);
        var movedBy = moved.ByAction();
        var known = changes.Count > 0 ? await AlertHistory.AllocationsAsync(db, instanceId, watch.Change, ct) : [];
        var gone = known.Values.SelectMany(were => were.Keys).Except(actions.Select(row => row.ActionId)).ToHashSet();
        for (var i = 0; gone.Count > 0 && i < changes.Count; i++)
        {
            var happened = changes[i].Event;
            changes[i] = changes[i] with
            {
                Event = happened with
                {
                    Allocations = happened.Allocations?.Where(one => !gone.Contains(one.Key)).ToDictionary(),
                },
            };
        }

        foreach (var action in actions)
        {
            var then = known.GetValueOrDefault(action.LineItemId);
            Tokens? allocation = action.AllocationMicro is { } micro ? new Tokens(micro) : null;
            if (then is not null && !then.TryGetValue(action.ActionId, out allocation))
            {
                continue;
            }

            var used = new Tokens((long)(action.UsedMicro - movedBy.GetValueOrDefault(action.ActionId)));
            timeline.StartWith(action.LineItemId, action.ActionId, allocation, used);
        }
    }

    private static async Task CountAsync(
        AccessDb db, AlertWatchRow watch, List<AlertRow> alerts, AlertTimeline timeline,
        Dictionary<Guid, string> activations, CancellationToken ct)
    {
        if (!alerts.Exists(a => a.Measure is AlertMeasure.UsedInDay or AlertMeasure.UsedInMonth))
        {
            return;
        }

        var rolledUp = await db.UsageHeads.Where(h => h.InstanceId == watch.InstanceId)
            .Select(h => (long?)h.Sequence).SingleOrDefaultAsync(ct) ?? 0;
        var at = new Instant(watch.JudgedMs);
        foreach (var used in await AlertSums.UsedAsync(db, watch.InstanceId, at, watch.Sequence, rolledUp, ct))
        {
            if (activations.GetValueOrDefault(used.LineItemId) is not { } activationId)
            {
                continue;
            }

            timeline.StartWith(activationId, at, isMonth: true, used.Micro);
            if (used.IsInDay)
            {
                timeline.StartWith(activationId, at, isMonth: false, used.Micro);
            }
        }
    }

    // Behind the ledger row at its place; of changes and alerts there, an alert behind the changes that it knew of.
    private static List<LedgerEvent> InOrder(
        List<PlacedEntry> entries, List<PlacedChange> changes, IEnumerable<AlertRow> made)
    {
        var placed = new List<((long Sequence, int Kind, long Change, int Alert) Place, LedgerEvent Event)>();
        for (var from = 0; from < entries.Count;)
        {
            var to = from + 1;
            while (to < entries.Count && entries[to].CorrelationId == entries[from].CorrelationId)
            {
                to++;
            }

            var request = entries[from..to];
            placed.Add(((request[^1].Sequence, 0, 0, 0), new LedgerEvent.Moved(
                new(request.Max(entry => entry.WriteMs)),
                [.. request.Select(entry => entry.Movement).OfType<Movement>()])));
            from = to;
        }

        placed.AddRange(changes.Select(change =>
            ((change.Sequence, 1, change.Change, 0), (LedgerEvent)change.Event)));
        placed.AddRange(made.Select((alert, i) => (
            (alert.FromSequence, 1, alert.FromChange, i + 1),
            (LedgerEvent)new LedgerEvent.Watched(new(alert.ModifiedMs), alert.ToDomain(), alert.ToStatus()))));
        return [.. placed.OrderBy(one => one.Place).Select(one => one.Event)];
    }
}
