using System.Globalization;
using System.Text.RegularExpressions;
using ElasticAccess.Domain.Rules;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Domain.Tests.Sessions;

/// <summary>
/// A session and a purse, driven by a table: minute, call, effect. A line without a call is the service's own work.
/// Calls: request A B, request A B or end (rollbackOnDeny false), halt, heartbeat, close, show, period 30, fail.
/// </summary>
/// <remarks>
/// A table holds whether a worker does what is due on time or only the calls find it: both are played.
/// </remarks>
internal sealed partial class Timeline(long tokens, bool hasWorker)
{
    private static readonly Requester Maria = new("user", "maria", new Dictionary<string, Fact>());
    private static readonly Dictionary<string, Tokens> Prices = new()
    {
        ["A"] = Tokens.Whole(6),
        ["B"] = Tokens.Whole(9),
        ["C"] = Tokens.Parse("0.000001"),
    };

    private readonly List<string> lines = [];
    private Tokens used;
    private Dictionary<string, Tokens> paid = [];
    private TimeSpan period = TimeSpan.FromHours(1);
    private Session session = Session.Created(Guid.Empty, Guid.Empty, new(0));

    public static void Play(string table, long tokens = 1_000)
    {
        List<string> expected = [.. Cases.Rows(table).Select(row => Blanks().Replace(row.Trim(), " "))];

        Assert.Equal(expected, new Timeline(tokens, hasWorker: true).Lines(table));
        Assert.Equal(expected, new Timeline(tokens, hasWorker: false).Lines(table));
    }

    private List<string> Lines(string table)
    {
        var now = default(Instant);
        foreach (var row in Cases.Rows(table))
        {
            var match = Row().Match(row);
            now = new((long)(decimal.Parse(match.Groups["minute"].Value, CultureInfo.InvariantCulture) * 60_000));
            var call = match.Groups["call"].Value;
            if (call == "" && !hasWorker)
            {
                continue;
            }

            DoWhatIsDue(now, isHeartbeat: call == "heartbeat");
            if (call != "")
            {
                lines.Add($"{Minute(now)} {call} {Do(call, now)}".Trim());
            }
        }

        DoWhatIsDue(now, isHeartbeat: false);
        return lines;
    }

    private void DoWhatIsDue(Instant now, bool isHeartbeat)
    {
        while ((isHeartbeat ? SessionTimeline.DueBeforeHeartbeat(session, now) : SessionTimeline.Due(session, now))
            is { } due)
        {
            var effect = due switch
            {
                DueWork.AutomaticCharge charge => ChargeAgain(charge),
                DueWork.MissedHeartbeat => $"refund {GiveBack(paid)}, {End(SessionState.Terminated, due.At)}",
                _ => End(SessionState.Terminated, due.At),
            };
            lines.Add($"{Minute(due.At)} {effect}");
        }
    }

    private string Do(string call, Instant now) => call.Split(' ') switch
    {
        ["period", var minutes] => SetPeriod(int.Parse(minutes, CultureInfo.InvariantCulture)),
        ["show"] => Show(),
        _ when !session.IsLive => "refused",
        ["request", .. var items, "or", "end"] => Request(items, now, rollback: false),
        ["request", .. var items] => Request(items, now, rollback: true),
        ["halt"] => Halt(now),
        ["heartbeat"] => Heartbeat(now),
        ["close"] => $"refund {GiveBack(UnusedRest(now))}, {End(SessionState.Terminated, now)}",
        ["fail"] => End(SessionState.Failed, now),
        _ => throw new FormatException(call),
    };

    private string Request(string[] items, Instant now, bool rollback)
    {
        var refund = UnusedRest(now);
        var charge = items.ToDictionary(item => item, item => Prices[item]);
        if (used - Sum(refund) + Sum(charge) > Tokens.Whole(tokens))
        {
            return rollback ? "denied" : $"denied, refund {GiveBack(refund)}, {End(SessionState.Terminated, now)}";
        }

        var wasActive = session.State == SessionState.Active;
        session = session.AfterRequest(Maria, Items(items), now, period);
        return $"{(wasActive ? $"refund {GiveBack(refund)}, " : "")}charge {Take(charge)}";
    }

    private string Halt(Instant now)
    {
        var refund = UnusedRest(now);
        session = session.AfterHalt(Maria, now);
        return $"refund {GiveBack(refund)}, IDLE";
    }

    private string Heartbeat(Instant now)
    {
        session = session.AfterHeartbeat(now);
        return "";
    }

    private string ChargeAgain(DueWork.AutomaticCharge due)
    {
        if (used + Sum(paid) > Tokens.Whole(tokens))
        {
            return End(SessionState.Terminated, due.At);
        }

        session = session.AfterAutomaticCharge(period);
        Assert.Equal(due.Interval, session.Interval);
        return $"charge {Take(paid)}";
    }

    private string End(SessionState end, Instant at)
    {
        session = session.AfterEnd(end, at);
        Assert.Equal(session, session.AfterEnd(SessionState.Failed, at + TimeSpan.FromDays(1)));
        return end.ToString().ToUpperInvariant();
    }

    private string SetPeriod(int minutes)
    {
        period = TimeSpan.FromMinutes(minutes);
        return "";
    }

    private string Show() =>
        $"{session.State.ToString().ToUpperInvariant()} until {Minute(session.ChargedUntil ?? default)}, used {used}";

    private Dictionary<string, Tokens> UnusedRest(Instant now) =>
        paid.ToDictionary(pair => pair.Key, pair => Refund.OfUnusedRest(session, pair.Value, now));

    private Tokens Take(Dictionary<string, Tokens> charge)
    {
        paid = charge;
        used += Sum(charge);
        return Sum(charge);
    }

    private Tokens GiveBack(Dictionary<string, Tokens> refund)
    {
        paid = [];
        used -= Sum(refund);
        return Sum(refund);
    }

    private static Tokens Sum(Dictionary<string, Tokens> amounts) =>
        amounts.Values.Aggregate(Tokens.Zero, (sum, one) => sum + one);

    private static SessionItem[] Items(string[] names) =>
        [.. names.Select(name => new SessionItem(name, "", Tokens.Whole(1), new Dictionary<string, decimal>(), null))];

    private static string Minute(Instant at) => (at.Ms / 60_000m).ToString("0.#####", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?<minute>[0-9.]+) +(?<call>(request|halt|heartbeat|close|show|period|fail)( \S+)*)?")]
    private static partial Regex Row();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
