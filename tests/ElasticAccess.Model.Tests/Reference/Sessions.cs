using System.Collections.Immutable;
using System.Numerics;

namespace ElasticAccess.Model.Tests.Reference;

/// <summary>Contract 10: calls on sessions. What time itself does to them is in <see cref="SessionTime"/>.</summary>
public static class Sessions
{
    public static (Answer Answer, World World) Create(World world, CreateSession create, long now)
    {
        if (create.Instance > world.Instances)
        {
            return (Oracle.NotFound, world);
        }

        var session = new Session(world.Sessions.Length + 1, create.Instance, "IDLE", now) { IdleSince = now };
        return (new(200, $"session #{session.Number}"), world with { Sessions = world.Sessions.Add(session) });
    }

    /// <summary>What the session is due is done first (I22); a heartbeat is in time at the end of its window.</summary>
    public static (Answer Answer, World World) Call(World world, SessionCommand call, long now)
    {
        var before = world;
        if (call is FailSession)
        {
            var failing = world.FindSession(call.Session)!;
            return (new(409, "FAILED"), failing.IsLive
                ? world.With(SessionTime.Ended(failing, "FAILED", now)) : world);
        }

        world = SessionTime.DoDue(world, [call.Session], now, call is Heartbeat);
        var session = world.FindSession(call.Session)!;
        if (!session.IsLive)
        {
            return (new(409, session.State), IsDry(call) ? before : world);
        }

        now = SessionTime.TimeOf(session, now);
        var (answer, after) = call switch
        {
            Heartbeat => (Oracle.NoContent, Beat(world, session, now)),
            CloseSession => (Oracle.NoContent, Close(world, session, now)),
            RequestSession { Items.IsEmpty: true } halt => (new(200, ""), Halt(world, session, halt.Who, now)),
            RequestSession request => Request(world, session, request, now),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return (answer, IsDry(call) ? before : after);
    }

    /// <summary>All that these sessions are due; all of the instance where none is named.</summary>
    public static World DoDue(World world, DoDue due) => SessionTime.DoDue(
        world,
        due.Sessions.IsEmpty
            ? [.. world.Sessions.Where(s => s.Instance == due.Instance).Select(s => s.Number)] : due.Sessions,
        due.Until,
        isHeartbeat: false);

    private static bool IsDry(Command call) => call is RequestSession { IsDryRun: true };

    // A sign of life that changes nothing is recorded at most once a minute.
    private static World Beat(World world, Session session, long now) =>
        session.AwaitsHeartbeat || session.LastHeartbeat is not { } last || now >= last + 60_000
            ? world.With(session with { LastHeartbeat = now, AwaitsHeartbeat = false })
            : world;

    private static World Close(World world, Session session, long now) =>
        SessionTime.GiveBack(world, session, now).With(SessionTime.Ended(session, "TERMINATED", now));

    // One that was IDLE already goes on with its 30 days.
    private static World Halt(World world, Session session, Who who, long now) =>
        SessionTime.GiveBack(world, session, now).With(session with
        {
            State = "IDLE",
            Who = who,
            Items = [],
            Paid = [],
            ChargedUntil = null,
            AwaitsHeartbeat = false,
            LastRequest = now,
            IdleSince = session.IdleSince ?? now,
        });

    // Contract 10.4: all or nothing, as if the refund had been made.
    private static (Answer Answer, World World) Request(World world, Session session, RequestSession request, long now)
    {
        var refunded = SessionTime.GiveBack(world, session, now);
        var (isGranted, text, charged, codes) = SessionTime.ChargeAll(
            refunded, session, RowKind.Charge, request.Items, request.Who, now);
        if (!isGranted)
        {
            foreach (var _ in codes.Where(code => code != 101))
            {
                world = world.With(Oracle.Denial(session.Instance, request.Who, now, session.Number));
            }

            return (new(403, text), request.RollbackOnDeny ? world : Close(world, session, now));
        }

        return (new(200, text), charged.With(session with
        {
            State = "ACTIVE",
            Who = request.Who,
            Items = request.Items,
            Interval = session.Interval + 1,
            ChargedUntil = now + world.Period,
            Period = world.Period,
            AwaitsHeartbeat = false,
            LastRequest = now,
            IdleSince = null,
            Paid = SessionTime.RowsSince(charged, refunded),
        }));
    }
}

/// <summary>What time does to sessions, and the money of their intervals.</summary>
public static class SessionTime
{
    /// <summary>A clock that jumped back takes no session with it.</summary>
    public static long TimeOf(Session session, long now) => Math.Max(now, new[]
    {
        session.Created, session.LastAutomaticCharge ?? 0, session.LastHeartbeat ?? 0, session.LastRequest ?? 0,
        session.IdleSince ?? 0, session.Ended ?? 0,
    }.Max());

    /// <summary>When it next needs attention; null when it has ended.</summary>
    public static long? NextDue(Session session) => session.State switch
    {
        "IDLE" => session.IdleSince + Contract.IdleMax,
        "ACTIVE" when session.AwaitsHeartbeat => session.LastAutomaticCharge + (session.Period / 2),
        "ACTIVE" => session.ChargedUntil,
        _ => null,
    };

    /// <summary>In the order of the due times, of sessions due at once the older first (I28).</summary>
    public static World DoDue(World world, ImmutableArray<int> sessions, long now, bool isHeartbeat)
    {
        while (First(world, sessions, now, isHeartbeat) is { } session)
        {
            world = Do(world, session, NextDue(session)!.Value);
        }

        return world;
    }

    /// <summary>TERMINATED or FAILED for good (I29).</summary>
    public static Session Ended(Session session, string state, long at) => session with
    {
        State = state,
        Items = [],
        Paid = [],
        ChargedUntil = null,
        AwaitsHeartbeat = false,
        IdleSince = null,
        Ended = TimeOf(session, at),
    };

    /// <summary>The unused rest of what is paid, of each row its own (I23, I24).</summary>
    public static World GiveBack(World world, Session session, long now)
    {
        foreach (var paid in session.Paid)
        {
            var unused = Math.Clamp(session.ChargedUntil!.Value - now, 0, session.Period);
            var refund = (((Fraction)(BigInteger)paid.Micro * unused) / session.Period).HalfToEven();
            world = Refund(world, paid, (long)refund, now);
        }

        return world;
    }

    /// <summary>Every item is looked at on what those granted before it would have left; all or nothing.</summary>
    public static (bool IsGranted, string Text, World World, List<int> Codes) ChargeAll(
        World world, Session session, RowKind kind, ImmutableArray<Wanted> items, Who who, long at)
    {
        var asked = new List<(int Code, ImmutableArray<Part> Parts)>();
        foreach (var wanted in items)
        {
            asked.Add(Charging.Ask(world, session.Instance, wanted, who, at));
            world = Oracle.Charge(
                world, kind, session.Instance, asked[^1].Parts, who, at, session.Number, session.Interval + 1);
        }

        var codes = asked.ConvertAll(item => item.Code);
        var isGranted = codes.TrueForAll(code => code == 101);
        var text = string.Join(' ', asked.Select(item => !isGranted && item.Code == 101
            ? "102" : Oracle.Text(item.Code, item.Parts)));
        return (isGranted, text, world, codes);
    }

    public static ImmutableArray<Row> RowsSince(World world, World earlier)
    {
        var rows = new List<Row>();
        for (var at = world.Rows; !ReferenceEquals(at, earlier.Rows); at = at!.Before)
        {
            rows.Insert(0, at!.Row);
        }

        return [.. rows];
    }

    private static Session? First(World world, ImmutableArray<int> sessions, long now, bool isHeartbeat)
    {
        Session? first = null;
        foreach (var number in sessions)
        {
            if (world.FindSession(number) is { } session && NextDue(session) is { } due
                && due <= TimeOf(session, now)
                && !(isHeartbeat && session.AwaitsHeartbeat && due == TimeOf(session, now))
                && (first is null || (due, number).CompareTo((NextDue(first)!.Value, first.Number)) < 0))
            {
                first = session;
            }
        }

        return first;
    }

    private static World Do(World world, Session session, long at)
    {
        if (session.State == "IDLE")
        {
            return world.With(Ended(session, "TERMINATED", at));
        }

        if (session.AwaitsHeartbeat)
        {
            foreach (var paid in session.Paid)
            {
                world = Refund(world, paid, paid.Micro, at);
            }

            return world.With(Ended(session, "TERMINATED", at));
        }

        var (isGranted, _, charged, codes) = ChargeAll(
            world, session, RowKind.AutomaticCharge, session.Items, session.Who!, at);
        if (!isGranted)
        {
            // The past period was used: nothing goes back (contract 10.5).
            foreach (var _ in codes.Where(code => code != 101))
            {
                world = world.With(Oracle.Denial(session.Instance, session.Who!, at, session.Number));
            }

            return world.With(Ended(session, "TERMINATED", at));
        }

        return charged.With(session with
        {
            Interval = session.Interval + 1,
            ChargedUntil = at + world.Period,
            Period = world.Period,
            LastAutomaticCharge = at,
            AwaitsHeartbeat = true,
            Paid = RowsSince(charged, world),
        });
    }

    private static World Refund(World world, Row paid, long micro, long at) => micro == 0 ? world : world.With(paid with
    {
        Kind = RowKind.Refund,
        Micro = -micro,
        At = at,
        Undoes = paid,
    });
}
