using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Tests.Ledger;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Rules;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Sessions;

/// <summary>Calls on sessions through the ledger, at the times that the test names.</summary>
public abstract class SessionFixture(Store store) : LedgerFixture(store)
{
    private TokenLedger? replica;

    /// <summary>The last one opened.</summary>
    protected TokenLedger CurrentLedger => replica ?? Ledger;

    /// <summary>A new process takes over, as far as the database can tell.</summary>
    protected async Task RestartAsync()
    {
        if (replica is not null)
        {
            await replica.CloseAsync(CancellationToken.None);
        }

        replica = OpenReplica();
    }

    /// <summary>Items as <c>name=rate</c>.</summary>
    protected async Task PublishAsync(string series, Instant effectiveFrom, params string[] items)
    {
        var id = Guid.CreateVersion7();
        await using var db = DataStore.NewDb();
        db.RateTables.Add(new RateTableRow
        {
            RateTableId = id,
            Series = series,
            Version = id.ToString(),
            EffectiveFromMs = effectiveFrom.Ms,
            CreatedMs = 0,
            Items = [.. items.Select((item, i) => item.Split('=')).Select((item, i) => new RateTableItemRow
            {
                RateTableId = id,
                Name = item[0],
                Version = "",
                Position = i,
                RateMicro = Tokens.Parse(item[1]).Micro,
            })],
        });
        await db.SaveChangesAsync();
    }

    /// <summary>Everybody may take that much from the line item, and no more.</summary>
    protected async Task AllowAsync(Guid instance, string activationId, decimal allocation)
    {
        ActionInput action = new(Name: "everybody", Action: "ALLOW", Allocation: Tokens.Round(allocation));
        var reply = await Ledger.SetActionsAsync(
            instance, activationId, [action], isFirst: true, keyed: null, CancellationToken.None);
        Assert.IsType<Reply<ActionsReply>.Decided>(reply);
    }

    protected async Task SetPeriodAsync(int minutes)
    {
        await using var db = DataStore.NewDb();
        await db.Settings.Where(setting => setting.Name == "session.charge.period").ExecuteDeleteAsync();
        db.Settings.Add(new SettingRow
        {
            Name = "session.charge.period",
            Value = $"PT{minutes}M",
            ModifiedMs = 0,
            UpdatedBy = "test",
        });
        await db.SaveChangesAsync();
    }

    protected async Task<Guid> CreateAsync(Guid instance, Instant now) =>
        Assert.IsType<SessionReply.Created>(Outcome(
            await CurrentLedger.CreateSessionAsync(instance, now, keyed: null, CancellationToken.None))).SessionId;

    /// <summary>One of each item.</summary>
    protected async Task<string> RequestAsync(Guid instance, Guid session, string[] items, bool rollback, Instant now)
    {
        var wanted = items.Select(item => new WantedItem(new RequestedItem(new(item, ""), 1), null));
        var maria = new RequestedBy("user", "maria", null);
        var request = new SessionRequest(
            instance, session, maria, [.. wanted], rollback, Guid.CreateVersion7(), now);
        return Text(await CurrentLedger.RequestSessionAccessAsync(request, keyed: null, CancellationToken.None));
    }

    protected async Task<string> HeartbeatAsync(Guid instance, Guid session, Instant now) =>
        Text(await CurrentLedger.HeartbeatAsync(instance, session, now, CancellationToken.None));

    protected async Task<string> CloseAsync(Guid instance, Guid session, Instant now) =>
        Text(await CurrentLedger.CloseSessionAsync(instance, session, now, keyed: null, CancellationToken.None));

    protected async Task<SessionRow> SessionAsync(Guid session)
    {
        await using var db = DataStore.NewDb();
        return await db.Sessions.AsNoTracking().SingleAsync(row => row.SessionId == session);
    }

    protected static Instant Minute(double minute) => Now + TimeSpan.FromMinutes(minute);

    private static SessionReply Outcome(Reply<SessionReply> reply) =>
        Assert.IsType<Reply<SessionReply>.Decided>(reply).Outcome;

    private static string Text(Reply<SessionReply> reply) => Outcome(reply) switch
    {
        SessionReply.Decided { IsGranted: true } => "granted",
        SessionReply.Decided => "denied",
        SessionReply.Alive => "alive",
        SessionReply.Closed => "closed",
        SessionReply.NotLive => "ended",
        var other => other.ToString(),
    };
}
