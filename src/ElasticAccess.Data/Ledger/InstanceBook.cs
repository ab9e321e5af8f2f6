using System.Collections.Immutable;
using ElasticAccess.Data.Reading;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Limits;
using ElasticAccess.Domain.Rules;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.Ledger;

/// <summary>
/// One instance within a batch: its rows as they were found, its state as the decisions have left it.
/// </summary>
public sealed class InstanceBook(Guid instanceId, long sequence, Books books)
{
    private readonly Dictionary<Guid, LineItemRow> lineItems = [];
    private readonly Dictionary<Guid, ConditionRow> conditions = [];
    private readonly Dictionary<Guid, ActionRow> actions = [];
    private readonly Dictionary<Guid, ConsumptionLimitRow> limits = [];
    private readonly Dictionary<ConsumptionKey, Tokens> consumption = [];
    private readonly Dictionary<Guid, Instant> lastPeriods = [];
    private readonly Dictionary<Guid, SessionRow> sessionRows = [];
    private readonly Dictionary<long, EntryRow> charges = [];
    private readonly Dictionary<Guid, SessionBook> sessions = [];
    private InstanceState? state;
    private InstanceState? reached;
    private bool isTouched;

    public Guid InstanceId { get; } = instanceId;

    /// <summary>Of the last ledger row, as it was found.</summary>
    public long SequenceWas { get; } = sequence;

    /// <summary>Of the last ledger row, as it will be.</summary>
    public long Sequence => SequenceWas + Entries.Count;

    public List<EntryRow> Entries { get; } = [];

    /// <summary>Line items as each change left them.</summary>
    public List<LineItemHistoryRow> History { get; } = [];

    /// <summary>What webhooks are told of all this.</summary>
    public List<OutboxEventRow> Events { get; } = [];

    public Changes<LineItemRow> LineItemChanges { get; } = new();

    public Changes<ConditionRow> ConditionChanges { get; } = new();

    public Changes<ActionRow> ActionChanges { get; } = new();

    public Changes<ConsumptionLimitRow> LimitChanges { get; } = new();

    /// <summary>Something happened here, even where its changes cancel each other: the head moves, and tells.</summary>
    public bool HasWork => isTouched || Entries.Count > 0 || ChangedSessions.Any();

    /// <summary>Sessions that will be written.</summary>
    public IEnumerable<SessionBook> ChangedSessions => sessions.Values.Where(session => session.IsChanged);

    /// <summary>Some line item asks who the requester is.</summary>
    public bool HasRules => actions.Count > 0;

    public IEnumerable<ConditionRow> Conditions => conditions.Values.OrderBy(row => row.ConditionId);

    public IEnumerable<ConsumptionLimitRow> Limits => limits.Values;

    /// <summary>As they were found.</summary>
    public IEnumerable<SessionRow> FoundSessions => sessionRows.Values;

    /// <summary>Of the rate tables that its line items name.</summary>
    public IEnumerable<string> Series => lineItems.Values.Select(row => row.RateTableSeries ?? "");

    public InstanceState State
    {
        get => state ??= NewState();
        set => state = value;
    }

    public LineItemRow? LineItem(string activationId) => lineItems.Values.FirstOrDefault(
        row => row.State != LineItemState.Deleted
            && string.Equals(row.ActivationId, activationId, StringComparison.Ordinal));

    public ConditionRow? Condition(Guid conditionId) => conditions.GetValueOrDefault(conditionId);

    public ConsumptionLimitRow? Limit(Guid lineItemId) => limits.GetValueOrDefault(lineItemId);

    /// <summary>
    /// The start of the latest period in which something was consumed, under whichever limit; null when nothing was.
    /// Known only where <see cref="Needs.LastPeriods"/> asked for it.
    /// </summary>
    public Instant? LastPeriod(Guid lineItemId)
    {
        Instant? last = lastPeriods.TryGetValue(lineItemId, out var found) ? found : null;
        foreach (var (key, _) in State.Consumption)
        {
            if (key.LineItemId == lineItemId && (last is null || key.PeriodStart > last))
            {
                last = key.PeriodStart;
            }
        }

        return last;
    }

    public IEnumerable<ActionRow> Actions(Guid lineItemId) =>
        actions.Values.Where(row => row.LineItemId == lineItemId).OrderBy(row => row.Position);

    public bool IsConditionUsed(Guid conditionId) => actions.Values.Any(row => row.ConditionId == conditionId);

    /// <summary>Null when the instance has no such session.</summary>
    public SessionBook? Session(Guid sessionId)
    {
        if (!sessions.TryGetValue(sessionId, out var session) && sessionRows.TryGetValue(sessionId, out var row))
        {
            sessions.Add(sessionId, session = new SessionBook(row, isNew: false, () => Paid(row)));
        }

        return session;
    }

    /// <summary>What the line item has used by now.</summary>
    public Tokens Used(Guid lineItemId) => State.LineItems.Single(lineItem => lineItem.Id == lineItemId).Used;

    /// <summary>What each action of the line item has taken by now.</summary>
    public IReadOnlyList<AccessAction> ActionsNow(Guid lineItemId) =>
        State.LineItems.Single(lineItem => lineItem.Id == lineItemId).Actions;

    /// <summary>Balances that the decisions moved: the row, and what it will have used.</summary>
    public IEnumerable<(LineItemRow Row, Tokens Used)> MovedLineItems() => State.LineItems
        .Select(lineItem => (Row: lineItems[lineItem.Id], lineItem.Used))
        .Where(moved => moved.Row.UsedMicro != moved.Used.Micro);

    public IEnumerable<(ActionRow Row, Tokens Used)> MovedActions() => State.LineItems
        .SelectMany(lineItem => lineItem.Actions)
        .Select(action => (Row: actions[action.Id], action.Used))
        .Where(moved => moved.Row.UsedMicro != moved.Used.Micro);

    /// <summary>Was is null where the requester had consumed nothing in that period yet.</summary>
    public IEnumerable<(ConsumptionKey Key, Tokens? Was, Tokens Used)> MovedConsumption() => State.Consumption
        .Select(pair => (pair.Key, Was: Found(pair.Key), pair.Value))
        .Where(moved => moved.Was != moved.Value);

    /// <summary>An answer or a row of the audit is written with it, even if nothing else is.</summary>
    internal void Touch() => isTouched = true;

    internal void Found(LineItemRow row) => lineItems.Add(row.LineItemId, row);

    internal void Found(ConditionRow row) => conditions.Add(row.ConditionId, row);

    internal void Found(ActionRow row) => actions.Add(row.ActionId, row);

    internal void Found(ConsumptionLimitRow row) => limits.Add(row.LineItemId, row);

    internal void Found(ConsumptionRow row) => consumption.Add(
        new(row.LineItemId, new(row.PeriodStartMs), row.RequesterType, row.RequesterValue), new(row.UsedMicro));

    internal void FoundLastPeriod(Guid lineItemId, Instant start) => lastPeriods.Add(lineItemId, start);

    internal void Found(SessionRow row) => sessionRows.Add(row.SessionId, row);

    internal void FoundCharge(EntryRow row) => charges[row.Sequence] = row;

    internal void Add(SessionRow row) => sessions.Add(row.SessionId, new SessionBook(row, isNew: true, () => []));

    /// <summary>Decides, and forgets all that the decision changed (contract 18.4).</summary>
    internal T Rehearse<T>(SessionBook session, Func<T> decide)
    {
        var (before, entries, events, was) = (State, Entries.Count, Events.Count, session.Session);
        var (paid, requestedBy) = (session.Paid, session.RequestedBy);
        var decided = decide();
        (session.Session, session.Paid, session.RequestedBy) = (was, paid, requestedBy);
        Entries.RemoveRange(entries, Entries.Count - entries);
        Events.RemoveRange(events, Events.Count - events);
        State = before;
        return decided;
    }

    internal void Add(LineItemRow row)
    {
        Change(() => lineItems.Add(row.LineItemId, row), LineItemChanges.Add, row);
        Changed(row, "CREATED");
    }

    internal void Replace(LineItemRow row)
    {
        Change(() => { }, LineItemChanges.Replace, row);
        Changed(row, row.State == LineItemState.Deleted ? "DELETED" : "REPLACED");
    }

    /// <summary>When its actions have been changed: alerts on allocations go by the order of the ledger.</summary>
    internal void NoteActions(LineItemRow row) =>
        History.Add(LineItemHistoryRow.Of(row, Sequence, books.WriteTime, Actions(row.LineItemId)));

    internal void Add(ConditionRow row) =>
        Change(() => conditions.Add(row.ConditionId, row), ConditionChanges.Add, row);

    internal void Replace(ConditionRow row) => Change(() => { }, ConditionChanges.Replace, row);

    internal void Remove(ConditionRow row) =>
        Change(() => conditions.Remove(row.ConditionId), ConditionChanges.Remove, row);

    internal void Add(ActionRow row) => Change(() => actions.Add(row.ActionId, row), ActionChanges.Add, row);

    internal void Replace(ActionRow row) => Change(() => { }, ActionChanges.Replace, row);

    internal void Remove(ActionRow row) => Change(() => actions.Remove(row.ActionId), ActionChanges.Remove, row);

    internal void Add(ConsumptionLimitRow row) => Change(() => limits.Add(row.LineItemId, row), LimitChanges.Add, row);

    internal void Replace(ConsumptionLimitRow row) => Change(() => { }, LimitChanges.Replace, row);

    internal void Remove(ConsumptionLimitRow row) =>
        Change(() => limits.Remove(row.LineItemId), LimitChanges.Remove, row);

    private void Changed(LineItemRow row, string change)
    {
        History.Add(LineItemHistoryRow.Of(row, Sequence));
        this.TellLineItem(row, change);
    }

    private Tokens? Found(ConsumptionKey key) => consumption.TryGetValue(key, out var was) ? was : null;

    // What the batch has reached so far outlives a change of the rows. The state is made anew when it is next asked
    // for, not for each of a thousand rows.
    private void Change<TRow>(Action inMemory, Action<TRow> note, TRow row)
    {
        Touch();
        reached = state ?? reached;
        state = null;
        inMemory();
        note(row);
    }

    private List<EntryRow> Paid(SessionRow row)
    {
        var paid = new List<EntryRow>();
        for (var sequence = row.ChargeFrom; sequence <= row.ChargeTo; sequence++)
        {
            paid.Add(charges[sequence.Value]);
        }

        return paid;
    }

    private InstanceState NewState()
    {
        var before = reached?.LineItems.ToDictionary(lineItem => lineItem.Id);
        var used = reached?.LineItems.SelectMany(lineItem => lineItem.Actions)
            .ToDictionary(action => action.Id, action => action.Used);
        var rules = actions.Values.ToLookup(row => row.LineItemId);
        var now = lineItems.Values.Select(ToDomain).ToArray();
        Array.Sort(now, Domain.Supply.LineItem.CompareInChargingOrder);
        return new(
            now, books.RateTables, books.TimezoneTolerant, reached?.Consumption ?? consumption.ToImmutableDictionary());

        LineItem ToDomain(LineItemRow row) => row.ToDomain() with
        {
            Used = before?.GetValueOrDefault(row.LineItemId)?.Used ?? new Tokens(row.UsedMicro),
            Actions = [.. rules[row.LineItemId].OrderBy(action => action.Position).Select(ToAction)],
            Limit = limits.TryGetValue(row.LineItemId, out var limit)
                ? new ConsumptionLimit(
                    new(limit.LimitMicro), limit.Interval, new(limit.FirstResetMs), new(limit.ConfiguredMs))
                : null,
        };

        AccessAction ToAction(ActionRow row) => new(
            row.ActionId,
            row.ConditionId is { } id ? ConditionReader.Read(conditions[id].Test) : null,
            row.Allows,
            row.AllocationMicro is { } allocation ? new Tokens(allocation) : null,
            used is not null && used.TryGetValue(row.ActionId, out var taken) ? taken : new Tokens(row.UsedMicro));
    }
}
