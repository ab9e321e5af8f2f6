using ElasticAccess.Api.Access;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using FluentValidation;

namespace ElasticAccess.Api.Sessions;

/// <summary>
/// The complete set of items in use from now on; an empty one halts the session (contract 10.3, 10.4).
/// </summary>
internal static class RequestSessionAccess
{
    /// <param name="RequestedItems">At most 1,000; empty: nothing is in use any more.</param>
    /// <param name="RollbackOnDeny">true: a denial changes nothing; false: it ends the session.</param>
    public sealed record SessionAccessRequest(
        AccessRequest.RequesterBody Requester,
        IReadOnlyList<AccessRequest.WantedItem> RequestedItems,
        bool RollbackOnDeny);

    public sealed class Shape : AbstractValidator<SessionAccessRequest>
    {
        public Shape()
        {
            RuleFor(r => r.Requester).SetValidator(new AccessRequest.RequesterShape());
            RuleFor(r => r.RequestedItems).Must(items => items.Count <= Shapes.ItemsMax)
                .WithMessage($"must hold at most {Shapes.ItemsMax} items");
            RuleForEach(r => r.RequestedItems).SetValidator(new AccessRequest.ItemShape());
        }
    }

    public static async Task<IAnswer> Handle(
        SessionOfCaller session, Body<SessionAccessRequest> body, AccessFlags flags, Exchange exchange,
        SessionCharger charger, TokenLedger ledger, TimeProvider time, CancellationToken ct)
    {
        var request = new AccessRequest(body.Value.Requester, body.Value.RequestedItems);
        var command = new SessionRequest(
            session.InstanceId,
            session.SessionId,
            request.ToRequestedBy(),
            request.ToWantedItems(),
            body.Value.RollbackOnDeny,
            exchange.CorrelationId,
            time.Now())
        {
            IsDryRun = flags.DryRun,
        };

        if (!flags.DryRun)
        {
            await charger.CatchUpAsync(session, command.Now, ct);
        }

        // A dry run records nothing, so not even its answer.
        var keyed = flags.DryRun ? null : exchange.Keyed<SessionReply>(body.Bytes, ToAnswer);
        return exchange.Answer(await ledger.RequestSessionAccessAsync(command, keyed, ct), ToAnswer);

        IAnswer ToAnswer(SessionReply reply) => reply is SessionReply.Decided decided
            ? Answer.WithStatus(
                decided.IsGranted ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden,
                AccessAnswer.Of(request, command.CorrelationId, decided.Items, exchange.Version, flags.Explain))
            : SessionAnswers.Of(reply, exchange.Version);
    }
}
