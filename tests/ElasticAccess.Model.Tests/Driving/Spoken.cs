using System.Globalization;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>The ledger's outcomes in the words of the model's answers: a status and a text.</summary>
internal static class Spoken
{
    public static string Of(IReadOnlyList<ItemDecision>? decisions) => decisions is null
        ? "404 " : $"200 {string.Join(' ', decisions.Select(decision => Of(decision.Outcome)))}";

    public static string Of(LineItemReply reply) => reply switch
    {
        LineItemReply.Stored stored => Text($"200 used={stored.Used.Micro}"),
        LineItemReply.NoInstance => "404 ",
        LineItemReply.Refused { Why: LineItemChange.MustStartDeployed } => "400 ",
        _ => "409 ",
    };

    public static string Of(LineItemChange change) => change switch
    {
        LineItemChange.Deleted => "204 ",
        LineItemChange.NotFound => "404 ",
        _ => "409 ",
    };

    public static string Of(SessionReply reply) => reply switch
    {
        SessionReply.Created created => $"200 session {created.SessionId}",
        SessionReply.Decided decided =>
            $"{(decided.IsGranted ? 200 : 403)} {string.Join(' ', decided.Items.Select(item => Of(item.Outcome)))}",
        SessionReply.Alive or SessionReply.Closed => "204 ",
        SessionReply.UpToDate => "200 up to date",
        SessionReply.NotLive ended => $"409 {ended.State.ToString().ToUpperInvariant()}",
        _ => "404 ",
    };

    public static string Of(ConditionsReply reply) => reply switch
    {
        ConditionsReply.Stored stored =>
            $"200 {string.Join(' ', stored.Conditions.Select(condition => $"condition {condition.Id}"))}",
        ConditionsReply.Removed => "204 ",
        ConditionsReply.InUse => "409 ",
        ConditionsReply.TooMany => "400 ",
        _ => "404 ",
    };

    public static string Of(ActionsReply reply) => reply switch
    {
        ActionsReply.Stored stored => "200 " + string.Join(' ', stored.Actions.Select(action =>
            Text($"action {action.Id}:{(action.Allocation is null ? "" : Text($"{action.Used.Micro}"))}"))),
        ActionsReply.Removed => "204 ",
        ActionsReply.Refused => "400 ",
        ActionsReply.Conflict => "409 ",
        _ => "404 ",
    };

    public static string Of(StoredLimit? limit, bool isRemoval) => (limit, isRemoval) switch
    {
        (null, _) => "404 ",
        (_, true) => "204 ",
        var (stored, _) => Text(
            $"200 {stored.Limit.Micro} a {stored.Interval.ToString().ToUpperInvariant()} until {stored.NextReset.Ms}"),
    };

    private static string Of(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Granted granted =>
            Text($"101:{granted.Charged.Micro}[{string.Join(' ', granted.Debits.Select(debit =>
                Text($"{debit.LineItem.ActivationId}@{debit.Rate.Micro}={debit.Tokens.Micro}")))}]"),
        ItemOutcome.Refused refused => Text($"{(int)refused.Reason}"),
        _ => "102",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
