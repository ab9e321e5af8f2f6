using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using FluentValidation;

namespace ElasticAccess.Api.Sessions;

internal static class CreateSession
{
    public sealed record NewSession(Guid InstanceId);

    public sealed record CreatedSession(Guid SessionId);

    public sealed class Shape : AbstractValidator<NewSession>;

    public static async Task<IAnswer> Handle(
        Body<NewSession> body, Caller caller, HttpContext context, Exchange exchange, TokenLedger ledger,
        TimeProvider time, CancellationToken ct)
    {
        if (InstanceHeader.Check(context, caller, out var named) is { } fault)
        {
            return fault;
        }

        var instanceId = body.Value.InstanceId;
        if (!caller.MayActOn(instanceId))
        {
            return Errors.Of(Problem.Forbidden);
        }

        if (named is { } other && other != instanceId)
        {
            return Errors.Invalid($"$.instanceId: must be the one that {InstanceHeader.Name} names");
        }

        var keyed = exchange.KeyedOfNoInstance<SessionReply>(body.Bytes, ToAnswer);
        return exchange.Answer(await ledger.CreateSessionAsync(instanceId, time.Now(), keyed, ct), ToAnswer);

        IAnswer ToAnswer(SessionReply reply) => reply is SessionReply.Created created
            ? Answer.Ok(new CreatedSession(created.SessionId))
            : Errors.NotFound($"There is no instance {instanceId}");
    }
}
