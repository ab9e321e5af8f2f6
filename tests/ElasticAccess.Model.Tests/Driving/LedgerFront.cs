using System.Security.Cryptography;
using System.Text;
using ElasticAccess.Api.Sessions;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Limits;
using ElasticAccess.Domain.Rules;
using ElasticAccess.Model.Tests.Memory;
using ElasticAccess.Model.Tests.Reference;
using CloseSession = ElasticAccess.Model.Tests.Reference.CloseSession;
using CreateSession = ElasticAccess.Model.Tests.Reference.CreateSession;
using Decisions = System.Collections.Generic.IReadOnlyList<ElasticAccess.Domain.Access.ItemDecision>;
using Heartbeat = ElasticAccess.Model.Tests.Reference.Heartbeat;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>
/// What the HTTP handlers do, without HTTP: the model's commands become calls of the ledger, its outcomes answers. The
/// answer is <c>status text</c>, with <c>(replayed)</c> behind it where it came from the store.
/// </summary>
internal sealed class LedgerFront(TokenLedger ledger, SessionCharger charger, MemoryStore store, Handles handles)
{
    public async Task<string> AskAsync(Command command, long nowMs)
    {
        var now = new Instant(nowMs);
        if (command is SessionCommand call and not FailSession)
        {
            await CatchUpAsync(call, now);
        }

        return await SendAsync(command, now);
    }

    /// <summary>As every handler of a call on a session does, except for a dry run.</summary>
    public async Task CatchUpAsync(SessionCommand call, Instant now)
    {
        if (call is not RequestSession { IsDryRun: true } && Find(call.Session) is { } row)
        {
            var session = new SessionOfCaller(row.InstanceId, row.SessionId, row.DueMs, Fault: null);
            await charger.CatchUpAsync(session, now, CancellationToken.None);
        }
    }

    /// <summary>Queued when this returns.</summary>
    public Task<string> SendAsync(Command command, Instant now) => command switch
    {
        PutLineItem put => Said<LineItemReply>(command, Spoken.Of, keyed =>
            ledger.PutLineItemAsync(Instance(put.Instance), Terms.Details(put), now, keyed, default)),
        DeleteLineItem delete => Said<Domain.Supply.LineItemChange>(command, Spoken.Of, keyed =>
            ledger.DeleteLineItemAsync(Instance(delete.Instance), delete.Activation, now, keyed, default)),
        StoreConditions change => Said<ConditionsReply>(command, Spoken.Of, keyed =>
            ledger.StoreConditionsAsync(Instance(change.Instance), Wishes(change), keyed, default)),
        RemoveConditions remove => Said<ConditionsReply>(command, Spoken.Of, keyed =>
            ledger.RemoveConditionsAsync(
                Instance(remove.Instance), remove.Condition is { } n ? handles.Id("condition", n) : null, keyed,
                default)),
        SetActions set => Said<ActionsReply>(command, Spoken.Of, keyed =>
            ledger.SetActionsAsync(
                Instance(set.Instance), set.Activation, Actions(set), set.IsFirst, keyed, default)),
        RemoveActions remove => Said<ActionsReply>(command, Spoken.Of, keyed =>
            ledger.RemoveActionsAsync(Instance(remove.Instance), remove.Activation, keyed, default)),
        SetLimit set => Said<StoredLimit?>(command, limit => Spoken.Of(limit, isRemoval: false), keyed =>
            ledger.SetLimitAsync(
                Instance(set.Instance), set.Activation, new(set.LimitMicro),
                Enum.Parse<LimitInterval>(set.Interval, ignoreCase: true),
                set.NextReset is { } reset ? new Instant(reset) : null, now, keyed, default)),
        RemoveLimit remove => Said<StoredLimit?>(command, limit => Spoken.Of(limit, isRemoval: true), keyed =>
            ledger.RemoveLimitAsync(Instance(remove.Instance), remove.Activation, now, keyed, default)),
        Reference.OneOff request => Said<Decisions?>(command, Spoken.Of, keyed =>
            ledger.RequestOneOffAsync(ToOneOff(request, now), request.IsDryRun ? null : keyed, default)),
        Reference.Batch batch => BatchAsync(batch, now),
        CreateSession create => Said<SessionReply>(command, Spoken.Of, keyed => ledger.CreateSessionAsync(
            Instance(create.Instance), now, keyed is null ? null : keyed with { IsOfNoInstance = true }, default)),
        DoDue due => Said<SessionReply>(command, Spoken.Of, _ => ledger.DoDueAsync(
            Instance(due.Instance), [.. due.Sessions.Select(n => handles.Id("session", n))], new(due.Until), default)),
        SessionCommand call => CallAsync(call, now),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What was decided, before it is committed.</summary>
    public static string Text(Ticket ticket, Command command) => ticket switch
    {
        Ticket<LineItemReply> t => Text(t.Decision, Spoken.Of),
        Ticket<Domain.Supply.LineItemChange> t => Text(t.Decision, Spoken.Of),
        Ticket<ConditionsReply> t => Text(t.Decision, Spoken.Of),
        Ticket<ActionsReply> t => Text(t.Decision, Spoken.Of),
        Ticket<StoredLimit?> t => Text(t.Decision, limit => Spoken.Of(limit, command is RemoveLimit)),
        Ticket<Decisions?> t => Text(t.Decision, Spoken.Of),
        Ticket<SessionReply> t => Text(t.Decision, Spoken.Of),
        Ticket<IReadOnlyList<Reply<Decisions?>>?> t => Text(t.Decision, All),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Task<string> CallAsync(SessionCommand call, Instant now)
    {
        if (Find(call.Session) is not { } row)
        {
            return Task.FromResult("404 ");
        }

        var (instance, session) = (row.InstanceId, row.SessionId);
        return Said<SessionReply>(call, Spoken.Of, keyed => call switch
        {
            Heartbeat => ledger.HeartbeatAsync(instance, session, now, default),
            CloseSession => ledger.CloseSessionAsync(instance, session, now, keyed, default),
            FailSession => ledger.FailSessionAsync(instance, session, now, default),
            RequestSession request => ledger.RequestSessionAccessAsync(
                new SessionRequest(
                    instance, session, Terms.Requester(request.Who), Terms.Items(request.Items),
                    request.RollbackOnDeny, Guid.CreateVersion7(), now)
                {
                    IsDryRun = request.IsDryRun,
                },
                request.IsDryRun ? null : keyed,
                default),
            _ => throw new System.Diagnostics.UnreachableException(),
        });
    }

    private Task<string> BatchAsync(Reference.Batch batch, Instant now)
    {
        var parts = batch.Requests.Select(part => new BatchedOneOff(
            ToOneOff(part, now), Keyed<Decisions?>(batch.Path, part.Key, part.Body, Spoken.Of))).ToArray();
        return Said<IReadOnlyList<Reply<Decisions?>>?>(
            batch,
            All,
            keyed => ledger.RequestBatchAsync(Instance(batch.Instance), parts, keyed, default));
    }

    private static string All(IReadOnlyList<Reply<Decisions?>>? replies) => replies is null
        ? "404 " : $"200 {string.Join(" | ", replies.Select(reply => Unmarked(Text(reply, Spoken.Of))))}";

    // An exception on the way in is the caller's at once; on the way out it is the task's.
    private static Task<string> Said<T>(Command command, Func<T, string> say, Func<Keyed<T>?, Task<Reply<T>>> ask)
    {
        var asked = ask(Keyed(command.Path, command.Key, command.Body, say));
        return SayAsync(asked, say);
    }

    private static async Task<string> SayAsync<T>(Task<Reply<T>> asked, Func<T, string> say) => Text(await asked, say);

    private static string Text<T>(Reply<T> reply, Func<T, string> say) => reply switch
    {
        Reply<T>.Decided decided => say(decided.Outcome),
        Reply<T>.Replayed replayed => Encoding.UTF8.GetString(replayed.Answer.Body) + Replayed,
        _ => "422 ",
    };

    private const string Replayed = " (replayed)";

    private static string Unmarked(string text) => text.EndsWith(Replayed, StringComparison.Ordinal)
        ? text[..^Replayed.Length] : text;

    // An answer of 400 is not stored: such a request may be tried anew (contract 18.3).
    private static Keyed<T>? Keyed<T>(string path, string? key, string body, Func<T, string> say) => key is null
        ? null
        : new(Hash($"{path}\n{key}"), Hash(body), outcome => say(outcome) is var text && text.StartsWith("400", default)
            ? null : new(int.Parse(text.AsSpan(0, 3), null), "text/plain", Encoding.UTF8.GetBytes(text)));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private Guid Instance(int number) => handles.Id("instance", number);

    private Data.Rows.SessionRow? Find(int number)
    {
        var id = handles.Id("session", number);
        return store.Tables.Instances.Values
            .Select(instance => instance.Sessions.GetValueOrDefault(id)).FirstOrDefault(row => row is not null);
    }

    private Data.Ledger.Operations.OneOff ToOneOff(Reference.OneOff request, Instant now) => new(
        Instance(request.Instance), Terms.Requester(request.Who), Terms.Items(request.Items), Guid.CreateVersion7(),
        now)
    {
        IsDryRun = request.IsDryRun,
    };

    private ConditionWish[] Wishes(StoreConditions change) =>
    [
        .. change.Wishes.Select(wish => new ConditionWish(
            wish.Condition is { } n ? handles.Id("condition", n) : null, "a condition",
            wish.Test is null ? null : Terms.Condition(wish.Test))),
    ];

    private ActionInput[] Actions(SetActions set) =>
    [
        .. set.Actions.Select(action => new ActionInput(
            action.Action is { } id ? handles.Id("action", id) : null,
            "an action",
            action.Condition is { } n ? handles.Id("condition", n) : null,
            action.Allows ? "ALLOW" : "DENY",
            action.Allocation is { } micro ? new Tokens(micro) : null)),
    ];
}
