namespace ElasticAccess.Data.Tests.Sessions;

/// <summary>
/// The straightforward calculation that the ledger is held against, in plain decimals and written from the contract
/// alone: two line items at one price list, the first with an allocation for everybody.
/// </summary>
internal sealed class SessionReference(decimal[] quantities, decimal allocation)
{
    private const long IdleMaxMs = 30L * 24 * 3_600_000;

    private readonly List<(long FromMs, Dictionary<string, decimal> Rates)> tables = [];
    private readonly Dictionary<Guid, One> sessions = [];

    public decimal[] Used { get; } = [0, 0];

    public long PeriodMs { get; set; } = 3_600_000;

    public IEnumerable<Guid> Ids => sessions.Keys;

    public void Publish(long fromMs, Dictionary<string, decimal> rates) => tables.Add((fromMs, rates));

    public string StateOf(Guid id) => sessions[id] switch
    {
        { Live: false } => "Terminated",
        { Items.Length: > 0 } => "Active",
        _ => "Idle",
    };

    public void Create(Guid id, long now) => sessions.Add(id, new One { IdleSince = now, Last = now });

    public string Request(Guid id, string[] items, bool rollback, long now)
    {
        DoDue([id], now);
        if (sessions[id] is not { Live: true } session)
        {
            return "ended";
        }

        var at = Math.Max(now, session.Last);
        var back = Unused(session, at);
        Give(back);
        if (items.Length == 0)
        {
            session.IdleSince ??= at;
            session.Take([], [], at);
            session.Until = null;
            return "granted";
        }

        if (Charge(items, at) is { } paid)
        {
            session.Take(items, paid, at);
            (session.Until, session.Period, session.IdleSince) = (at + PeriodMs, PeriodMs, null);
            return "granted";
        }

        if (rollback)
        {
            // As if nothing had been asked.
            Give(back, -1);
        }
        else
        {
            session.End(at);
        }

        return "denied";
    }

    public string Heartbeat(Guid id, long now)
    {
        DoDue([id], now, isHeartbeat: true);
        if (sessions[id] is not { Live: true } session)
        {
            return "ended";
        }

        // Where nothing waits for it, it is written at most once a minute.
        if (session.HeartbeatBy is not null || session.LastBeat is not { } last || now >= last + 60_000)
        {
            session.HeartbeatBy = null;
            session.LastBeat = session.Last = Math.Max(now, session.Last);
        }

        return "alive";
    }

    public string Close(Guid id, long now)
    {
        DoDue([id], now);
        if (sessions[id] is not { Live: true } session)
        {
            return "ended";
        }

        Give(Unused(session, Math.Max(now, session.Last)));
        session.End(Math.Max(now, session.Last));
        return "closed";
    }

    public void DoDue(IEnumerable<Guid> ids, long now, bool isHeartbeat = false)
    {
        // The order of ids decides between those that are due at the same time.
        var all = ids.Order().ToArray();
        while (all.Where(id => IsDue(sessions[id])).OrderBy(id => sessions[id].Due).ToArray() is [var id, ..])
        {
            var session = sessions[id];
            var due = session.Due!.Value;
            if (session.HeartbeatBy is not null)
            {
                Give(session.Paid);
                session.End(due);
            }
            else if (session.Until is null || Charge(session.Items, due) is not { } paid)
            {
                session.End(due);
            }
            else
            {
                (session.Paid, session.Period, session.Last) = (paid, PeriodMs, due);
                (session.Until, session.HeartbeatBy) = (due + PeriodMs, due + (PeriodMs / 2));
            }
        }

        bool IsDue(One session)
        {
            var until = Math.Max(now, session.Last);
            return session.Due is { } due
                && (due < until || (due == until && !(isHeartbeat && session.HeartbeatBy is not null)));
        }
    }

    // All of the items, one after the other, the first line item first; null and nothing charged when one is not there.
    private decimal[]? Charge(string[] items, long at)
    {
        var rates = tables.Where(table => table.FromMs <= at).MaxBy(table => table.FromMs).Rates;
        var paid = new decimal[2 * items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var cost = rates.GetValueOrDefault(items[i], -1);
            var first = Math.Min(cost, Math.Max(0, Math.Min(quantities[0], allocation) - Used[0]));
            if (cost < 0 || cost - first > quantities[1] - Used[1])
            {
                Give(paid);
                return null;
            }

            (paid[2 * i], paid[(2 * i) + 1]) = (first, cost - first);
            Used[0] += first;
            Used[1] += cost - first;
        }

        return paid;
    }

    private static decimal[] Unused(One session, long at) => session.Until is { } until
        ? Array.ConvertAll(session.Paid, tokens => Math.Round(
            tokens * 1_000_000 * Math.Max(0, until - at) / session.Period, 0, MidpointRounding.ToEven) / 1_000_000)
        : new decimal[session.Paid.Length];

    private void Give(decimal[] tokens, int sign = 1)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            Used[i % 2] -= sign * tokens[i];
        }
    }

    private sealed class One
    {
        public bool Live { get; private set; } = true;

        public string[] Items { get; private set; } = [];

        /// <summary>Of each item in turn, from the first and from the second line item.</summary>
        public decimal[] Paid { get; set; } = [];

        public long? Until { get; set; }

        public long Period { get; set; }

        public long? HeartbeatBy { get; set; }

        public long? IdleSince { get; set; }

        public long? LastBeat { get; set; }

        public long Last { get; set; }

        public long? Due => !Live ? null : HeartbeatBy ?? Until ?? IdleSince + IdleMaxMs;

        public void Take(string[] items, decimal[] paid, long at) =>
            (Items, Paid, Last, HeartbeatBy) = (items, paid, at, null);

        public void End(long at)
        {
            Take([], [], at);
            (Live, Until) = (false, null);
        }
    }
}
