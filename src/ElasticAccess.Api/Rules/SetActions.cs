using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using FluentValidation;

namespace ElasticAccess.Api.Rules;

/// <summary>POST gives a line item its first list of actions, PUT another one (contract 7.1).</summary>
internal static class SetActions
{
    public sealed class Shape : AbstractValidator<List<ActionBody>>
    {
        public Shape() => RuleFor(actions => actions).Must(actions => actions.Count <= Shapes.ActionsMax)
            .WithMessage($"must hold at most {Shapes.ActionsMax} actions").OverridePropertyName("");
    }

    public static Task<IAnswer> HandlePost(
        Guid instanceId, ActivationId lineItem, Body<List<ActionBody>> body, Exchange exchange, TokenLedger ledger,
        CancellationToken ct) => SetAsync(instanceId, lineItem, body, isFirst: true, exchange, ledger, ct);

    public static Task<IAnswer> HandlePut(
        Guid instanceId, ActivationId lineItem, Body<List<ActionBody>> body, Exchange exchange, TokenLedger ledger,
        CancellationToken ct) => SetAsync(instanceId, lineItem, body, isFirst: false, exchange, ledger, ct);

    private static async Task<IAnswer> SetAsync(
        Guid instanceId, ActivationId lineItem, Body<List<ActionBody>> body, bool isFirst, Exchange exchange,
        TokenLedger ledger, CancellationToken ct)
    {
        var wished = body.Value.ConvertAll(action => action?.ToInput());
        var keyed = exchange.Keyed<ActionsReply>(body.Bytes, outcome => ActionAnswers.Of(outcome, lineItem));
        var reply = await ledger.SetActionsAsync(instanceId, lineItem.Value, wished, isFirst, keyed, ct);
        return exchange.Answer(reply, outcome => ActionAnswers.Of(outcome, lineItem));
    }
}

internal static class ActionAnswers
{
    public static IAnswer Of(ActionsReply outcome, ActivationId lineItem) => outcome switch
    {
        ActionsReply.Stored stored => Answer.Ok(stored.Actions.Select(ActionBody.Of).ToArray()),
        ActionsReply.Removed => Answer.NoContent,
        ActionsReply.Refused refused => Errors.Invalid([.. refused.Faults.Select(fault => fault.ToString())]),
        ActionsReply.Conflict => Errors.Conflict("The line item has actions already: PUT replaces them"),
        ActionsReply.NoLineItem => Errors.NotFound($"The instance has no line item {lineItem.Value}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
