using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Model.Tests.Memory;

/// <summary>Reads the facts of a batch, as the two stores' statements do.</summary>
internal static class Gathering
{
    // As many periods of a limit as the stores read.
    private const int PeriodsMax = 3;

    public static void Read(Tables tables, Needs needs, Books books)
    {
        foreach (var (name, value) in tables.Settings)
        {
            books.Configure(name, value);
        }

        foreach (var instanceId in needs.Instances)
        {
            if (tables.Instances.TryGetValue(instanceId, out var instance))
            {
                ReadInstance(instance, needs, books.Add(instanceId, instance.Sequence));
            }
        }

        if (needs.HasPrices)
        {
            var series = books.Instances.SelectMany(book => book.Series).Concat(needs.Series)
                .ToHashSet(StringComparer.Ordinal);
            books.RateTables.AddRange(tables.RateTables.Where(table => series.Contains(table.Series)));
        }

        foreach (var key in needs.Answers)
        {
            if (tables.Answers.TryGetValue(key, out var answer))
            {
                books.Found(answer);
            }
        }

        foreach (var activation in needs.Activations)
        {
            if (tables.Activations.TryGetValue(activation, out var owner))
            {
                books.Activations.Add(activation, owner);
            }
        }
    }

    private static void ReadInstance(InstanceTables instance, Needs needs, InstanceBook book)
    {
        var sessions = needs.Sessions.Where(key => key.InstanceId == instance.InstanceId).ToList();
        foreach (var row in instance.LineItems.Values)
        {
            // Deleted ones are hidden from all but the refunds of what they were charged.
            if (row.State != LineItemState.Deleted || sessions.Count > 0)
            {
                book.Found(Copy.Of(row));
            }
        }

        foreach (var row in instance.Conditions.Values)
        {
            book.Found(Copy.Of(row));
        }

        foreach (var row in instance.Actions.Values)
        {
            book.Found(Copy.Of(row));
        }

        foreach (var row in instance.Limits.Values)
        {
            book.Found(Copy.Of(row));
        }

        foreach (var row in instance.LineItems.Values.Where(row => row.State != LineItemState.Deleted
            && needs.LastPeriods.Contains((instance.InstanceId, row.ActivationId))))
        {
            var starts = instance.Consumption.Keys.Where(key => key.LineItemId == row.LineItemId)
                .Select(key => key.PeriodStart).ToList();
            if (starts.Count > 0)
            {
                book.FoundLastPeriod(row.LineItemId, starts.Max());
            }
        }

        foreach (var (_, sessionId) in sessions)
        {
            if (instance.Sessions.TryGetValue(sessionId, out var row))
            {
                book.Found(Copy.Of(row));
                for (var sequence = row.ChargeFrom; sequence <= row.ChargeTo; sequence++)
                {
                    book.FoundCharge(instance.Entries[(int)sequence.Value - 1]);
                }
            }
        }

        if (needs.HasPrices && instance.Consumption.Count > 0)
        {
            ReadConsumption(instance, needs, book);
        }
    }

    private static void ReadConsumption(InstanceTables instance, Needs needs, InstanceBook book)
    {
        var requesters = needs.Requesters.Union(book.FoundSessions
            .Where(session => session.RequesterType is not null)
            .Select(session => (session.RequesterType!, session.RequesterValue!))).ToList();
        foreach (var limit in instance.Limits.Values)
        {
            foreach (var (type, value) in requesters)
            {
                foreach (var (key, used) in instance.Consumption
                    .Where(pair => pair.Key.LineItemId == limit.LineItemId && pair.Key.Type == type
                        && pair.Key.Value == value)
                    .OrderByDescending(pair => pair.Key.PeriodStart.Ms).Take(PeriodsMax))
                {
                    book.Found(Row(instance.InstanceId, key, used));
                }
            }
        }
    }

    private static ConsumptionRow Row(Guid instanceId, ConsumptionKey key, long used) => new()
    {
        InstanceId = instanceId,
        LineItemId = key.LineItemId,
        PeriodStartMs = key.PeriodStart.Ms,
        RequesterType = key.Type,
        RequesterValue = key.Value,
        UsedMicro = used,
    };
}
