using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;

namespace ElasticAccess.Api.Sessions;

internal static class CloseSession
{
    public static async Task<IAnswer> Handle(
        SessionOfCaller session, Exchange exchange, SessionCharger charger, TokenLedger ledger, TimeProvider time,
        CancellationToken ct)
    {
        await charger.CatchUpAsync(session, time.Now(), ct);
        var keyed = exchange.Keyed<SessionReply>([], ToAnswer);
        var reply = await ledger.CloseSessionAsync(session.InstanceId, session.SessionId, time.Now(), keyed, ct);
        return exchange.Answer(reply, ToAnswer);

        IAnswer ToAnswer(SessionReply outcome) => SessionAnswers.Of(outcome, exchange.Version);
    }
}
