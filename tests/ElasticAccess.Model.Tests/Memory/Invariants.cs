using ElasticAccess.Data.Rows;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Model.Tests.Memory;

/// <summary>
/// What must hold of committed tables, by its id in the reliability programme; the same as <c>verify</c> asks of a
/// database, and what the schema forbids there.
/// </summary>
internal static class Invariants
{
    public static IEnumerable<string> Broken(Tables tables) => tables.Instances.Values.SelectMany(Broken)
        .Concat(Activations(tables));

    public static IEnumerable<string> Broken(InstanceTables instance)
    {
        var sums = new Dictionary<Guid, long>();
        var actions = new Dictionary<Guid, long>();
        var charges = new HashSet<(Guid, long, int)>();
        var refunds = new HashSet<long>();
        for (var i = 0; i < instance.Entries.Count; i++)
        {
            var entry = instance.Entries[i];
            if (entry.Sequence != i + 1)
            {
                yield return $"I33: row {i + 1} has sequence {entry.Sequence}";
            }

            if (entry.LineItemId is { } lineItem)
            {
                sums[lineItem] = sums.GetValueOrDefault(lineItem) + entry.TokensMicro;
                if (entry.UsedMicro != sums[lineItem])
                {
                    yield return $"I1: row {entry.Sequence} says used {entry.UsedMicro}, its rows {sums[lineItem]}";
                }

                if (!instance.LineItems.ContainsKey(lineItem))
                {
                    yield return $"I4: row {entry.Sequence} names no line item of its instance";
                }
            }

            if (entry.ActionId is { } action)
            {
                actions[action] = actions.GetValueOrDefault(action) + entry.TokensMicro;
            }

            if (entry is { SessionId: { } session, Interval: { } interval, Kind: not EntryKind.Refund }
                && !charges.Add((session, interval, entry.Part)))
            {
                yield return $"I20: interval {interval} is charged twice, at row {entry.Sequence}";
            }

            if (entry.RefundOf is { } of && (!refunds.Add(of) || -entry.TokensMicro > instance.Entries[(int)of - 1]
                .TokensMicro || instance.Entries[(int)of - 1].LineItemId != entry.LineItemId))
            {
                yield return $"I23, I24: row {entry.Sequence} refunds row {of} again, or more, or to another";
            }
        }

        if (instance.Sequence != instance.Entries.Count)
        {
            yield return $"I33: the head is {instance.Sequence}, the last row {instance.Entries.Count}";
        }

        foreach (var row in instance.LineItems.Values)
        {
            if (row.UsedMicro != sums.GetValueOrDefault(row.LineItemId) || row.UsedMicro < 0)
            {
                yield return $"I1: {row.ActivationId} used {row.UsedMicro}, not the sum of its rows";
            }

            var taken = instance.Actions.Values.Where(action => action.LineItemId == row.LineItemId)
                .Sum(action => (decimal)action.UsedMicro);
            if (taken > row.UsedMicro)
            {
                yield return $"I3: actions of {row.ActivationId} took {taken} of {row.UsedMicro}";
            }
        }

        foreach (var row in instance.Actions.Values)
        {
            if (row.UsedMicro != actions.GetValueOrDefault(row.ActionId))
            {
                yield return $"I3: an action used {row.UsedMicro}, its rows {actions.GetValueOrDefault(row.ActionId)}";
            }
        }

        foreach (var broken in Consumption(instance))
        {
            yield return broken;
        }
    }

    private static IEnumerable<string> Consumption(InstanceTables instance)
    {
        foreach (var (key, used) in instance.Consumption)
        {
            // Once a limit is taken away or begins anew, its old periods count for nothing.
            if (instance.Limits.TryGetValue(key.LineItemId, out var limit)
                && limit.ConfiguredMs <= key.PeriodStart.Ms)
            {
                var rows = instance.Entries.Where(e => e.LineItemId == key.LineItemId
                    && e.LimitStartMs == key.PeriodStart.Ms && e.RequesterType == key.Type
                    && e.RequesterValue == key.Value).Sum(e => e.TokensMicro);
                if (rows != used)
                {
                    yield return $"I3: {key.Type} {key.Value} consumed {used}, the rows {rows}";
                }
            }
        }
    }

    private static IEnumerable<string> Activations(Tables tables)
    {
        var live = tables.Instances.Values.SelectMany(i => i.LineItems.Values)
            .Where(row => row.State != LineItemState.Deleted)
            .Select(row => (row.ActivationId, row.InstanceId)).ToHashSet();
        return live.SetEquals(tables.Activations.Select(pair => (pair.Key, pair.Value)))
            ? [] : ["I4: activation ids are not those of the live line items"];
    }
}
