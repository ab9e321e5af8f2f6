using System.Collections.Immutable;

namespace ElasticAccess.Model.Tests.Reference;

public enum RowKind
{
    Charge,
    AutomaticCharge,
    Refund,
    Denial,
}

/// <summary>A ledger row. Every balance is a sum of these; nothing else remembers what was spent.</summary>
public sealed record Row(
    int Instance, RowKind Kind, int LineItem, int Action, Period? Period, string Requester, long Micro, int Session,
    int Interval, int Table, long At, Row? Undoes = null);

/// <summary>Ledger rows, the last one first. Older chains stay as they are.</summary>
public sealed record Chain(Row Row, Chain? Before);

public sealed record Table(
    int Number, string Series, string Version, long EffectiveFrom, ImmutableArray<Rated> Items, bool IsDeleted);

public sealed record Rule(int Number, int? Condition, bool Allows, long? Allocation);

/// <param name="Number">Another one whenever it begins to count anew.</param>
/// <param name="Configured">Consumption before it does not count.</param>
public sealed record Limit(int Number, long Micro, string Interval, long FirstReset, long Configured);

/// <summary>Of which limit, and when it began.</summary>
public sealed record Period(int Limit, long Start);

public sealed record LineItem(
    int Number, int Instance, string Activation, string State, long Quantity, long Start, long End, bool IsElastic,
    string Series, Overdraft? Overdraft, ImmutableArray<Rule> Rules, Limit? Limit)
{
    public bool IsDeleted => State == "DELETED";
}

public sealed record Condition(int Number, int Instance, Test Test);

public sealed record Session(int Number, int Instance, string State, long Created)
{
    public Who? Who { get; init; }

    public ImmutableArray<Wanted> Items { get; init; } = [];

    public int Interval { get; init; }

    public long? ChargedUntil { get; init; }

    /// <summary>P of the paid interval, in ms.</summary>
    public long Period { get; init; }

    public long? LastAutomaticCharge { get; init; }

    public bool AwaitsHeartbeat { get; init; }

    public long? LastHeartbeat { get; init; }

    public long? LastRequest { get; init; }

    public long? IdleSince { get; init; }

    public long? Ended { get; init; }

    /// <summary>What the paid interval rests on.</summary>
    public ImmutableArray<Row> Paid { get; init; } = [];

    public bool IsLive => State is "IDLE" or "ACTIVE";
}

/// <param name="Status">As over HTTP in v1.1.</param>
/// <param name="Text">The rest of it, with <c>#n</c> for ids.</param>
public sealed record Answer(int Status, string Text, bool IsReplayed = false)
{
    public override string ToString() => $"{Status} {Text}{(IsReplayed ? " (replayed)" : "")}";
}

/// <summary>All there is. Never changed: a command makes another one.</summary>
public sealed record World
{
    public int Instances { get; init; }

    public Chain? Rows { get; init; }

    public ImmutableArray<Table> Tables { get; init; } = [];

    public ImmutableArray<LineItem> LineItems { get; init; } = [];

    public ImmutableArray<Condition> Conditions { get; init; } = [];

    public ImmutableArray<Session> Sessions { get; init; } = [];

    public ImmutableDictionary<string, (string Body, Answer Answer)> Answers { get; init; } =
        ImmutableDictionary.Create<string, (string, Answer)>(StringComparer.Ordinal);

    public bool IsTolerant { get; init; }

    public long Period { get; init; } = 3_600_000;

    /// <summary>How many conditions, actions and limits were ever made.</summary>
    public int Conditioned { get; init; }

    public int Ruled { get; init; }

    public int Limited { get; init; }

    public World With(LineItem changed) =>
        this with { LineItems = LineItems.SetItem(changed.Number - 1, changed) };

    public World With(Session changed) => this with { Sessions = Sessions.SetItem(changed.Number - 1, changed) };

    public World With(Row row) => this with { Rows = new Chain(row, Rows) };

    public LineItem? Find(int instance, string activation)
    {
        foreach (var lineItem in LineItems)
        {
            if (lineItem.Instance == instance && !lineItem.IsDeleted && lineItem.Activation == activation)
            {
                return lineItem;
            }
        }

        return null;
    }

    public Session? FindSession(int number) => number >= 1 && number <= Sessions.Length ? Sessions[number - 1] : null;
}
