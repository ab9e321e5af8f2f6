using System.Diagnostics;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Limits;
using ElasticAccess.Domain.Rules;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.Ledger;

/// <summary>
/// The door: everything that moves tokens or changes a line item passes here, waits in its instance's lane and is
/// decided, written and committed in one serializable transaction before it is answered.
/// </summary>
public sealed class TokenLedger : IDisposable
{
    private readonly Lane[] lanes;
    private readonly Task[] running;
    private readonly LedgerOptions options;
    private readonly IStore store;
    private readonly IWitness? witness;
    private readonly CancellationTokenSource giveUp = new();
    private int waiting;

    /// <param name="surroundings">Null: those of a running service.</param>
    public TokenLedger(
        IStore store, TimeProvider time, LedgerOptions options, Surroundings? surroundings = null)
    {
        surroundings ??= new Surroundings();
        witness = surroundings.Witness;
        if (options.FindFault() is { } fault)
        {
            throw new InvalidOperationException(fault);
        }

        this.options = options;
        this.store = store;
        lanes = [.. Enumerable.Range(0, Math.Min(options.Lanes, store.LanesMax))
            .Select(_ => new Lane(
                store.NewHotPath(), time, options, surroundings,
                left: () => Interlocked.Decrement(ref waiting)))];
        running = [.. lanes.Select(lane => surroundings.Start(() => lane.RunAsync(giveUp.Token)))];
    }

    /// <summary>Requests that wait for their batch to begin.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>
    /// True, and counted as refused, while no ordinary request finds a place to wait, or more are under way than there
    /// are places: then the processor is what is short, and they would only wait for it elsewhere.
    /// </summary>
    /// <param name="underWay">Requests that have begun and are not answered, the one in question among them.</param>
    public bool Sheds(int underWay)
    {
        if (Waiting < options.WaitingMax && underWay <= options.WaitingMax)
        {
            return false;
        }

        LedgerMetrics.Refused();
        return true;
    }

    /// <summary>The longest that a lane has been working on one batch.</summary>
    public TimeSpan LongestBatch => lanes.Max(lane =>
        lane.BusySince is var since && since == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(since));

    /// <summary>Best effort, item by item (contract 8). The outcome is null when there is no such instance.</summary>
    public Task<Reply<IReadOnlyList<ItemDecision>?>> RequestOneOffAsync(
        OneOff request, Keyed<IReadOnlyList<ItemDecision>?>? keyed, CancellationToken ct) =>
        QueueAsync(new OneOffOperation(request), keyed, ct);

    /// <summary>
    /// In order, each on its own (contract 18.5). The outcome is null when there is no such instance.
    /// </summary>
    public Task<Reply<IReadOnlyList<Reply<IReadOnlyList<ItemDecision>?>>?>> RequestBatchAsync(
        Guid instanceId,
        IReadOnlyList<BatchedOneOff> requests,
        Keyed<IReadOnlyList<Reply<IReadOnlyList<ItemDecision>?>>?>? keyed,
        CancellationToken ct) => QueueAsync(new BatchOperation(instanceId, requests), keyed, ct);

    /// <summary>Maps a line item or replaces all of it but its <c>used</c> (contract 6).</summary>
    public Task<Reply<LineItemReply>> PutLineItemAsync(
        Guid instanceId, LineItemDetails wanted, Instant now, Keyed<LineItemReply>? keyed, CancellationToken ct) =>
        QueueAsync(new PutLineItemOperation(instanceId, wanted, now), keyed, ct);

    /// <summary>
    /// Maps, changes or takes away line items in a transaction that the caller has begun on <paramref name="db"/> and
    /// commits; it must let that be short, since the instances' requests wait meanwhile. Nothing is written where one
    /// of them is refused: then the answer is the first refusal and its place.
    /// </summary>
    public async Task<(int Index, LineItemChange Why)?> ManageWithinAsync(
        AccessDb db, IReadOnlyList<ManagedLineItem> wanted, Instant now, CancellationToken ct)
    {
        if (wanted.Count == 0)
        {
            return null;
        }

        var needs = new Needs();
        var operations = wanted.Select(one => new ManageLineItemOperation(one, now)).ToList();
        operations.ForEach(operation => operation.Need(needs));
        var books = new Books(TimedId.Next(), now);
        await store.GatherWithinAsync(db, needs, books, ct);
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i].Decide(books) is { } refusal)
            {
                return (i, refusal);
            }
        }

        await store.WriteWithinAsync(db, books, ct);
        return null;
    }

    public Task<Reply<LineItemChange>> DeleteLineItemAsync(
        Guid instanceId, string activationId, Instant now, Keyed<LineItemChange>? keyed, CancellationToken ct) =>
        QueueAsync(new DeleteLineItemOperation(instanceId, activationId, now), keyed, ct);

    public Task<Reply<SessionReply>> CreateSessionAsync(
        Guid instanceId, Instant now, Keyed<SessionReply>? keyed, CancellationToken ct) =>
        QueueAsync(new CreateSessionOperation(instanceId, now), keyed, ct);

    /// <summary>All or nothing (contract 10.4).</summary>
    public Task<Reply<SessionReply>> RequestSessionAccessAsync(
        SessionRequest request, Keyed<SessionReply>? keyed, CancellationToken ct) =>
        QueueAsync(new SessionRequestOperation(request), keyed, ct);

    public Task<Reply<SessionReply>> HeartbeatAsync(
        Guid instanceId, Guid sessionId, Instant now, CancellationToken ct) =>
        QueueAsync(new HeartbeatOperation(instanceId, sessionId, now), keyed: null, ct);

    public Task<Reply<SessionReply>> CloseSessionAsync(
        Guid instanceId, Guid sessionId, Instant now, Keyed<SessionReply>? keyed, CancellationToken ct) =>
        QueueAsync(new CloseSessionOperation(instanceId, sessionId, now), keyed, ct);

    /// <summary>For a session whose automatic charge this program cannot make.</summary>
    public Task<Reply<SessionReply>> FailSessionAsync(
        Guid instanceId, Guid sessionId, Instant now, CancellationToken ct) =>
        QueueAsync(new FailSessionOperation(instanceId, sessionId, now), keyed: null, ct);

    /// <summary>All that is due on these sessions up to a time, in the order of its due times.</summary>
    public Task<Reply<SessionReply>> DoDueAsync(
        Guid instanceId, IReadOnlyList<Guid> sessionIds, Instant until, CancellationToken ct) =>
        QueueAsync(new DoDueOperation(instanceId, sessionIds, until), keyed: null, ct);

    public Task<Reply<ConditionsReply>> StoreConditionsAsync(
        Guid instanceId, IReadOnlyList<ConditionWish> wishes, Keyed<ConditionsReply>? keyed, CancellationToken ct) =>
        QueueAsync(new StoreConditionsOperation(instanceId, wishes), keyed, ct);

    /// <param name="conditionId">Null: all of the instance.</param>
    public Task<Reply<ConditionsReply>> RemoveConditionsAsync(
        Guid instanceId, Guid? conditionId, Keyed<ConditionsReply>? keyed, CancellationToken ct) =>
        QueueAsync(new RemoveConditionsOperation(instanceId, conditionId), keyed, ct);

    /// <param name="isFirst">Only where the line item has no actions yet.</param>
    public Task<Reply<ActionsReply>> SetActionsAsync(
        Guid instanceId, string activationId, IReadOnlyList<ActionInput?> wished, bool isFirst,
        Keyed<ActionsReply>? keyed, CancellationToken ct) =>
        QueueAsync(new SetActionsOperation(instanceId, activationId, wished, isFirst), keyed, ct);

    public Task<Reply<ActionsReply>> RemoveActionsAsync(
        Guid instanceId, string activationId, Keyed<ActionsReply>? keyed, CancellationToken ct) =>
        QueueAsync(new RemoveActionsOperation(instanceId, activationId), keyed, ct);

    /// <summary>Null: no such line item.</summary>
    public Task<Reply<StoredLimit?>> SetLimitAsync(
        Guid instanceId, string activationId, Tokens limit, LimitInterval interval, Instant? nextReset, Instant now,
        Keyed<StoredLimit?>? keyed, CancellationToken ct) =>
        QueueAsync(new LimitOperation(instanceId, activationId, limit, interval, nextReset, now), keyed, ct);

    /// <summary>Null: no such line item, or it has no limit.</summary>
    public Task<Reply<StoredLimit?>> RemoveLimitAsync(
        Guid instanceId, string activationId, Instant now, Keyed<StoredLimit?>? keyed, CancellationToken ct) =>
        QueueAsync(new LimitOperation(instanceId, activationId, limit: null, default, nextReset: null, now), keyed, ct);

    /// <summary>Takes nothing new and finishes what it has; gives up on it when <paramref name="ct"/> fires.</summary>
    public async Task CloseAsync(CancellationToken ct)
    {
        foreach (var lane in lanes)
        {
            lane.Close();
        }

        await using var late = ct.Register(giveUp.Cancel);
        await Task.WhenAll(running);
    }

    public void Dispose() => giveUp.Dispose();

    private Task<Reply<T>> QueueAsync<T>(Operation<T> operation, Keyed<T>? keyed, CancellationToken ct)
    {
        var ticket = new Ticket<T>(operation, keyed, ct);
        var places = operation.IsShedLast ? options.WaitingMax + options.WaitingReserve : options.WaitingMax;
        if (Interlocked.Increment(ref waiting) > places || !LaneOf(operation.InstanceId).TryQueue(ticket))
        {
            Interlocked.Decrement(ref waiting);
            LedgerMetrics.Refused();
            throw new OverloadedException();
        }

        witness?.Queued(ticket);

        // A caller that leaves stops waiting; the batch that it is in goes on.
        return ticket.Answered.WaitAsync(ct);
    }

    // The last bytes of an id of version 7 are the random ones.
    private Lane LaneOf(Guid instanceId)
    {
        Span<byte> bytes = stackalloc byte[16];
        instanceId.TryWriteBytes(bytes);
        return lanes[BitConverter.ToUInt32(bytes[12..]) % (uint)lanes.Length];
    }
}
