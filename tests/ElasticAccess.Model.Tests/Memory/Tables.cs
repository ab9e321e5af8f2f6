using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Rating;

namespace ElasticAccess.Model.Tests.Memory;

/// <summary>What is committed of one instance.</summary>
internal sealed class InstanceTables(Guid instanceId)
{
    public Guid InstanceId => instanceId;

    public long Sequence { get; set; }

    public Guid? BatchId { get; set; }

    public Dictionary<Guid, LineItemRow> LineItems { get; } = [];

    public Dictionary<Guid, ConditionRow> Conditions { get; } = [];

    public Dictionary<Guid, ActionRow> Actions { get; } = [];

    public Dictionary<Guid, ConsumptionLimitRow> Limits { get; } = [];

    public Dictionary<ConsumptionKey, long> Consumption { get; } = [];

    public Dictionary<Guid, SessionRow> Sessions { get; } = [];

    /// <summary>By sequence, from 1.</summary>
    public List<EntryRow> Entries { get; } = [];

    /// <summary>As it is now, whatever is written later.</summary>
    public InstanceTables Copied()
    {
        var copy = new InstanceTables(instanceId) { Sequence = Sequence, BatchId = BatchId };
        Fill(copy.LineItems, LineItems);
        Fill(copy.Conditions, Conditions);
        Fill(copy.Actions, Actions);
        Fill(copy.Limits, Limits);
        Fill(copy.Sessions, Sessions);
        copy.Entries.AddRange(Entries);
        foreach (var (key, used) in Consumption)
        {
            copy.Consumption.Add(key, used);
        }

        return copy;

        static void Fill<T>(Dictionary<Guid, T> to, Dictionary<Guid, T> from)
            where T : class
        {
            foreach (var (id, row) in from)
            {
                to.Add(id, Copy.Of(row));
            }
        }
    }
}

/// <summary>What is committed.</summary>
internal sealed class Tables
{
    public Dictionary<Guid, InstanceTables> Instances { get; } = [];

    public Dictionary<string, Guid> Activations { get; } = new(StringComparer.Ordinal);

    public Dictionary<AnswerKey, StoredAnswerRow> Answers { get; } = [];

    public List<RateTable> RateTables { get; } = [];

    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Counts the changes of rate tables and settings, which stand outside the ledger.</summary>
    public int PlainVersion { get; set; }

    /// <summary>I20 and I23 as the schema has them: charges of a session's interval, and what was refunded.</summary>
    public HashSet<(Guid Instance, Guid Session, long Interval, int Part)> Charged { get; } = [];

    public HashSet<(Guid Instance, long Sequence)> Refunded { get; } = [];

    /// <summary>For readers only.</summary>
    public Tables Copied()
    {
        var copy = new Tables();
        foreach (var (id, instance) in Instances)
        {
            copy.Instances.Add(id, instance.Copied());
        }

        foreach (var (key, answer) in Answers)
        {
            copy.Answers.Add(key, answer);
        }

        foreach (var (id, owner) in Activations)
        {
            copy.Activations.Add(id, owner);
        }

        foreach (var (name, value) in Settings)
        {
            copy.Settings.Add(name, value);
        }

        copy.RateTables.AddRange(RateTables);
        return copy;
    }
}
