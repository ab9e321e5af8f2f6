using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Api.Rules;

/// <summary>An action on the wire, both ways (contract 7.1).</summary>
/// <param name="ConditionId">Left out: the default action.</param>
/// <param name="Action">ALLOW or DENY.</param>
/// <param name="Allocation">Tokens that requests meeting the condition may take from this line item.</param>
/// <param name="Used">Tokens taken from the allocation. Ignored on input.</param>
internal sealed record ActionBody(
    Guid? Id = null,
    string? Name = null,
    Guid? ConditionId = null,
    string? Action = null,
    Tokens? Allocation = null,
    Tokens? Used = null)
{
    public ActionInput ToInput() => new(Id, Name, ConditionId, Action, Allocation);

    public static ActionBody Of(StoredAction action) => new(
        action.Id,
        action.Name,
        action.ConditionId,
        action.Allows ? "ALLOW" : "DENY",
        action.Allocation,
        action.Allocation is null ? null : action.Used);

    public static ActionBody Of(ActionRow row) => Of(new StoredAction(
        row.ActionId,
        row.Name,
        row.ConditionId,
        row.Allows,
        row.AllocationMicro is { } allocation ? new Tokens(allocation) : null,
        new Tokens(row.UsedMicro)));
}

internal sealed record LineItemActions(string LineItemId, IReadOnlyList<ActionBody> Actions);

/// <param name="Next">Cursor over line items; 0 when there are no more.</param>
internal sealed record LineItemActionsPage(IReadOnlyList<LineItemActions> LineItems, long Next);
