using ElasticAccess.Data.Audit;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>An action as it stands, with what was taken under it.</summary>
public sealed record StoredAction(
    Guid Id, string? Name, Guid? ConditionId, bool Allows, Tokens? Allocation, Tokens Used);

/// <summary>What became of a line item's list of actions (contract 7.1).</summary>
public abstract record ActionsReply
{
    private ActionsReply()
    {
    }

    public sealed record Stored(IReadOnlyList<StoredAction> Actions) : ActionsReply;

    public sealed record Removed : ActionsReply;

    public sealed record Refused(IReadOnlyList<Fault> Faults) : ActionsReply;

    /// <summary>There are actions already: PUT replaces them.</summary>
    public sealed record Conflict : ActionsReply;

    /// <summary>No such instance, or no such line item on it.</summary>
    public sealed record NoLineItem : ActionsReply;
}

/// <summary>Gives a line item its first list of actions, or another one.</summary>
/// <param name="isFirst">POST: only where there is none.</param>
internal sealed class SetActionsOperation(
    Guid instanceId, string activationId, IReadOnlyList<ActionInput?> wished, bool isFirst)
    : Operation<ActionsReply>(instanceId)
{
    public override ActionsReply Decide(Books books)
    {
        if (books.Of(InstanceId) is not { } book || book.LineItem(activationId) is not { } lineItem)
        {
            return new ActionsReply.NoLineItem();
        }

        var rows = book.Actions(lineItem.LineItemId).ToDictionary(row => row.ActionId);
        var existing = book.ActionsNow(lineItem.LineItemId)
            .Select(action => new ExistingAction(action.Id, action.Used)).ToList();
        var conditions = book.Conditions.Select(row => row.ConditionId).ToHashSet();
        var change = isFirst
            ? ActionsChange.Post(wished, existing, conditions)
            : ActionsChange.Put(wished, existing, conditions);
        return change switch
        {
            ActionsChange.Refused refused => new ActionsReply.Refused(refused.Faults),
            ActionsChange.Conflict => new ActionsReply.Conflict(),
            ActionsChange.Accepted accepted => Store(book, lineItem, rows, accepted.Actions),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public override string? Look(Books books) => books.Of(InstanceId)?.ActionsToJson(activationId);

    private ActionsReply.Stored Store(
        InstanceBook book, LineItemRow lineItem, Dictionary<Guid, ActionRow> rows, IReadOnlyList<PlannedAction> planned)
    {
        var kept = planned.Select(action => action.Id).OfType<Guid>().ToHashSet();
        foreach (var dropped in rows.Values.Where(row => !kept.Contains(row.ActionId)))
        {
            book.Remove(dropped);
        }

        var stored = new List<StoredAction>(planned.Count);
        for (var i = 0; i < planned.Count; i++)
        {
            var row = planned[i].Id is { } id ? rows[id] : NewRow(lineItem.LineItemId);
            row.Position = i;
            row.Name = planned[i].Name;
            row.ConditionId = planned[i].ConditionId;
            row.Allows = planned[i].Allows;
            row.AllocationMicro = planned[i].Allocation?.Micro;
            if (planned[i].Id is null)
            {
                book.Add(row);
            }
            else
            {
                book.Replace(row);
            }

            stored.Add(new(
                row.ActionId, row.Name, row.ConditionId, row.Allows, planned[i].Allocation, planned[i].Used));
        }

        book.NoteActions(lineItem);
        return new(stored);
    }

    private ActionRow NewRow(Guid lineItemId) =>
        new() { InstanceId = InstanceId, ActionId = TimedId.Next(), LineItemId = lineItemId };
}

/// <summary>Takes all actions of a line item away, and their counts.</summary>
internal sealed class RemoveActionsOperation(Guid instanceId, string activationId)
    : Operation<ActionsReply>(instanceId)
{
    public override ActionsReply Decide(Books books)
    {
        if (books.Of(InstanceId) is not { } book || book.LineItem(activationId) is not { } lineItem)
        {
            return new ActionsReply.NoLineItem();
        }

        book.Actions(lineItem.LineItemId).ToList().ForEach(book.Remove);
        book.NoteActions(lineItem);
        return new ActionsReply.Removed();
    }

    public override string? Look(Books books) => books.Of(InstanceId)?.ActionsToJson(activationId);
}
