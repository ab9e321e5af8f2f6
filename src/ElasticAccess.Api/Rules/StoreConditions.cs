using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Reading;
using ElasticAccess.Domain.Rules;
using FluentValidation;

namespace ElasticAccess.Api.Rules;

/// <summary>POST creates; PATCH also modifies those with an id (contract 7.2). All of them or none.</summary>
internal static class StoreConditions
{
    private const int CountMax = 1_000;

    public sealed class Shape : AbstractValidator<ConditionsBody>
    {
        public Shape() => RuleFor(body => body).Custom((body, context) =>
        {
            var conditions = body.Conditions;
            if (conditions.Count is 0 or > CountMax)
            {
                context.AddFailure(body.IsBare ? "" : "conditions", $"must hold 1 to {CountMax} conditions");
                return;
            }

            for (var i = 0; i < conditions.Count; i++)
            {
                var path = body.PathOf(i);
                if (conditions[i].Name is { } name && !Shapes.IsName(name))
                {
                    context.AddFailure(
                        $"{path}.name",
                        $"must have 1 to {Shapes.NameCharsMax} characters and no control characters");
                }

                // One with an id may change its name alone.
                if (conditions[i].Id is null || conditions[i].HasTest)
                {
                    foreach (var fault in Find(conditions[i], path))
                    {
                        context.AddFailure(fault.Path, fault.Reason);
                    }
                }
            }
        });

        private static IReadOnlyList<Fault> Find(ConditionBody body, string path) =>
            ConditionShape.Check(ToInput(body), path) is ConditionShape.Faulty faulty ? faulty.Faults : [];

        private static ConditionInput ToInput(ConditionBody body) => new(
            body.Operator,
            body.Key,
            body.Values?.Select(FactReader.Read).ToList(),
            body.Conditions?.Select(part => part is null ? null : ToInput(part)).ToList());
    }

    /// <summary>An id says nothing here: each is created, so each must say what it tests.</summary>
    public static Task<IAnswer> HandlePost(
        Guid instanceId, Body<ConditionsBody> body, Exchange exchange, TokenLedger ledger, CancellationToken ct)
    {
        var conditions = body.Value.Conditions;
        List<string> faults = [.. conditions.Index().Where(c => !c.Item.HasTest).Select(c =>
            $"{Shapes.Path(body.Value.PathOf(c.Index))}.operator: {Fault.Missing}")];
        return faults.Count > 0
            ? Task.FromResult<IAnswer>(Errors.Invalid(faults))
            : StoreAsync(
                instanceId, [.. conditions.Select(c => new ConditionWish(null, c.Name, c.ToTest()))],
                body.Bytes, exchange, ledger, ct);
    }

    public static Task<IAnswer> HandlePatch(
        Guid instanceId, Body<ConditionsBody> body, Exchange exchange, TokenLedger ledger, CancellationToken ct) =>
        StoreAsync(
            instanceId,
            [.. body.Value.Conditions.Select(c => new ConditionWish(c.Id, c.Name, c.HasTest ? c.ToTest() : null))],
            body.Bytes, exchange, ledger, ct);

    private static async Task<IAnswer> StoreAsync(
        Guid instanceId, IReadOnlyList<ConditionWish> wishes, byte[] bytes, Exchange exchange, TokenLedger ledger,
        CancellationToken ct)
    {
        var keyed = exchange.Keyed<ConditionsReply>(bytes, outcome => ConditionAnswers.Of(outcome, instanceId));
        var reply = await ledger.StoreConditionsAsync(instanceId, wishes, keyed, ct);
        return exchange.Answer(reply, outcome => ConditionAnswers.Of(outcome, instanceId));
    }
}

internal static class ConditionAnswers
{
    public static IAnswer Of(ConditionsReply outcome, Guid instanceId) => outcome switch
    {
        ConditionsReply.Stored stored => Answer.Ok(stored.Conditions.Select(ConditionBody.Of).ToArray()),
        ConditionsReply.Removed => Answer.NoContent,
        ConditionsReply.NoInstance => Errors.NotFound($"There is no instance {instanceId}"),
        ConditionsReply.NoCondition unknown => Errors.NotFound($"The instance has no condition {unknown.Id}"),
        ConditionsReply.InUse used => Errors.Conflict($"An action refers to condition {used.Id}"),
        ConditionsReply.TooMany many => Errors.Invalid($"$.conditions: an instance has at most {many.Most} conditions"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
