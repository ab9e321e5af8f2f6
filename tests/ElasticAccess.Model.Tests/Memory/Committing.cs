using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Model.Tests.Memory;

/// <summary>What the store says to a batch that cannot be written.</summary>
internal sealed class StoreFault(Data.Stores.Fault kind, string why) : Exception($"{kind}: {why}")
{
    public Data.Stores.Fault Kind => kind;
}

/// <summary>
/// Writes a batch at once or not at all. Each change says what it expects to find, and what must be unique is, as in
/// the two stores' statements and schema.
/// </summary>
internal static class Committing
{
    public static void Write(Tables tables, Books books, Slips slips)
    {
        var working = books.Instances.Where(book => book.HasWork).ToArray();
        foreach (var book in working)
        {
            if (!slips.HasFlag(Slips.NoGuards))
            {
                Expect(tables.Instances[book.InstanceId], book);
            }

            if (!slips.HasFlag(Slips.NoUniqueness))
            {
                ExpectUnique(tables, book);
            }
        }

        ExpectFree(tables, books);
        foreach (var book in working)
        {
            Write(tables, tables.Instances[book.InstanceId], book, books.BatchId, slips);
        }

        if (!slips.HasFlag(Slips.NoAnswers))
        {
            books.NewAnswers.ForEach(answer => tables.Answers[new(answer.InstanceId, answer.KeyHash)] = answer);
        }
    }

    private static void Expect(InstanceTables instance, InstanceBook book)
    {
        var isMet = instance.Sequence == book.SequenceWas
            && book.MovedLineItems().All(moved =>
                !instance.LineItems.TryGetValue(moved.Row.LineItemId, out var row)
                || row.UsedMicro == moved.Row.UsedMicro)
            && book.MovedActions().All(moved =>
                !instance.Actions.TryGetValue(moved.Row.ActionId, out var row) || row.UsedMicro == moved.Row.UsedMicro)
            && book.MovedConsumption().All(moved =>
                (instance.Consumption.TryGetValue(moved.Key, out var was) ? was : null) == moved.Was?.Micro)
            && book.ChangedSessions.All(session =>
                session.IsNew || instance.Sessions[session.Session.Id].Revision == session.RevisionWas);
        if (!isMet)
        {
            throw new StoreFault(Data.Stores.Fault.Conflict, "not as it was gathered");
        }
    }

    private static void ExpectUnique(Tables tables, InstanceBook book)
    {
        foreach (var entry in book.Entries)
        {
            var charge = (entry.InstanceId, entry.SessionId ?? default, entry.Interval ?? 0, entry.Part);
            if ((entry is { SessionId: not null, Kind: EntryKind.Charge or EntryKind.AutomaticCharge }
                    && tables.Charged.Contains(charge))
                || (entry.RefundOf is { } of && tables.Refunded.Contains((entry.InstanceId, of))))
            {
                throw new StoreFault(Data.Stores.Fault.Taken, "charged or refunded already");
            }
        }
    }

    private static void ExpectFree(Tables tables, Books books)
    {
        var freed = books.Instances.SelectMany(book => book.LineItemChanges.Replaced)
            .Where(row => row.State == LineItemState.Deleted).Select(row => row.ActivationId).ToHashSet();
        var claimed = books.Instances.SelectMany(book => book.LineItemChanges.Added)
            .Where(row => row.State != LineItemState.Deleted).Select(row => row.ActivationId).ToList();
        if (claimed.Exists(id => tables.Activations.ContainsKey(id) && !freed.Contains(id))
            || claimed.Distinct().Count() != claimed.Count
            || books.NewAnswers.Exists(answer => tables.Answers.ContainsKey(new(answer.InstanceId, answer.KeyHash))))
        {
            throw new StoreFault(Data.Stores.Fault.Taken, "an activation id or a key is there already");
        }
    }

    private static void Write(Tables tables, InstanceTables instance, InstanceBook book, Guid batchId, Slips slips)
    {
        WriteLineItems(tables, instance, book);
        WriteRules(instance, book);
        foreach (var (row, used) in book.MovedLineItems())
        {
            instance.LineItems[row.LineItemId].UsedMicro = used.Micro;
        }

        foreach (var (row, used) in book.MovedActions())
        {
            instance.Actions[row.ActionId].UsedMicro = used.Micro;
        }

        foreach (var (key, _, used) in book.MovedConsumption())
        {
            instance.Consumption[key] = used.Micro;
        }

        foreach (var session in book.ChangedSessions)
        {
            var row = Copy.Of(session.ToRow());
            row.Revision = session.IsNew ? 0 : session.RevisionWas + 1;
            instance.Sessions[row.SessionId] = row;
        }

        WriteEntries(tables, instance, book, slips);
        instance.Sequence = slips.HasFlag(Slips.NoGuards) ? instance.Entries.Count : book.Sequence;
        instance.BatchId = batchId;
    }

    private static void WriteEntries(Tables tables, InstanceTables instance, InstanceBook book, Slips slips)
    {
        foreach (var entry in book.Entries)
        {
            instance.Entries.Add(entry);
            if (entry is { SessionId: { } session, Kind: EntryKind.Charge or EntryKind.AutomaticCharge })
            {
                tables.Charged.Add((entry.InstanceId, session, entry.Interval ?? 0, entry.Part));
            }

            if (entry.RefundOf is { } refunded)
            {
                tables.Refunded.Add((entry.InstanceId, refunded));
                if (slips.HasFlag(Slips.RefundsDoubled))
                {
                    var lineItem = instance.LineItems[entry.LineItemId!.Value];
                    lineItem.UsedMicro = Math.Max(0, lineItem.UsedMicro + entry.TokensMicro);
                }
            }
        }
    }

    private static void WriteLineItems(Tables tables, InstanceTables instance, InstanceBook book)
    {
        foreach (var row in book.LineItemChanges.Replaced)
        {
            if (row.State == LineItemState.Deleted)
            {
                tables.Activations.Remove(row.ActivationId);
            }

            instance.LineItems[row.LineItemId] = Copy.Of(row);
        }

        foreach (var row in book.LineItemChanges.Added)
        {
            if (row.State != LineItemState.Deleted)
            {
                tables.Activations[row.ActivationId] = row.InstanceId;
            }

            instance.LineItems[row.LineItemId] = Copy.Of(row);
        }
    }

    private static void WriteRules(InstanceTables instance, InstanceBook book)
    {
        foreach (var row in book.ActionChanges.Removed)
        {
            instance.Actions.Remove(row.ActionId);
        }

        foreach (var row in book.ConditionChanges.Removed)
        {
            instance.Conditions.Remove(row.ConditionId);
        }

        foreach (var row in book.ConditionChanges.Replaced.Concat(book.ConditionChanges.Added))
        {
            instance.Conditions[row.ConditionId] = Copy.Of(row);
        }

        foreach (var row in book.ActionChanges.Replaced.Concat(book.ActionChanges.Added))
        {
            instance.Actions[row.ActionId] = Copy.Of(row);
        }

        foreach (var row in book.LimitChanges.Removed)
        {
            instance.Limits.Remove(row.LineItemId);
        }

        foreach (var row in book.LimitChanges.Replaced.Concat(book.LimitChanges.Added))
        {
            instance.Limits[row.LineItemId] = Copy.Of(row);
        }
    }
}
