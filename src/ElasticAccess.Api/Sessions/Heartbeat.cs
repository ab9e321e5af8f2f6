using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;

namespace ElasticAccess.Api.Sessions;

internal static class Heartbeat
{
    public static async Task<IAnswer> Handle(
        SessionOfCaller session, Exchange exchange, SessionCharger charger, TokenLedger ledger, TimeProvider time,
        CancellationToken ct)
    {
        await charger.CatchUpAsync(session, time.Now(), ct);
        var reply = await ledger.HeartbeatAsync(session.InstanceId, session.SessionId, time.Now(), ct);
        return exchange.Answer(reply, outcome => SessionAnswers.Of(outcome, exchange.Version));
    }
}
