using System.Numerics;
using ElasticAccess.Chaos.Work;

namespace ElasticAccess.Chaos.Audit;

/// <summary>
/// The charged intervals of one session (I20, I21, I23, I25), computed once more: numbered without a gap, each charged
/// once, the automatic ones joined end to end, and of each what was not used given back once.
/// </summary>
internal static class IntervalAudit
{
    private static readonly long Period = (long)World.ChargePeriod.TotalMilliseconds;

    public static void Check(SessionRow session, Row[] rows, Findings findings)
    {
        var charges = rows.Where(row => row.Kind is Row.Charge or Row.AutomaticCharge && row.Interval is not null)
            .GroupBy(row => row.Interval!.Value).OrderBy(group => group.Key).Select(group => group.ToArray()).ToArray();
        var refunds = rows.Where(row => row.Kind == Row.Refund).ToLookup(row => row.RefundOf!.Value);
        if (charges.Length != session.Interval)
        {
            findings.Add("I21", $"session {session.Id} has {charges.Length} intervals instead of {session.Interval}");
            return;
        }

        for (var i = 0; i < charges.Length; i++)
        {
            Check(session, charges, i, refunds, findings);
        }
    }

    private static void Check(
        SessionRow session, Row[][] charges, int i, ILookup<long, Row> refunds, Findings findings)
    {
        var interval = charges[i];
        var first = interval[0];
        var name = $"interval {i + 1} of session {session.Id}";
        if (interval.Select(row => (row.CorrelationId, row.Kind, row.UsageMs, row.Key)).Distinct().Count() > 1
            || interval.GroupBy(row => (row.ItemIndex, row.ActivationId)).Any(group => group.Count() > 1))
        {
            findings.IsDoubled($"{name} was charged more than once");
            return;
        }

        if (first.Interval != i + 1)
        {
            findings.Add("I21", $"{name} is missing");
        }

        if (first.Kind == Row.AutomaticCharge)
        {
            var before = i == 0 ? null : charges[i - 1];
            if (before is null || first.UsageMs != before[0].UsageMs + Period || first.Key != before[0].Key
                || interval.Sum(row => row.Tokens) != before.Sum(row => row.Tokens))
            {
                findings.Add("I21", $"{name} does not continue the one before it");
            }
        }

        var next = i + 1 < charges.Length ? charges[i + 1][0] : null;
        var end = next is { Kind: Row.AutomaticCharge } ? first.UsageMs + Period
            : next?.UsageMs ?? session.EndedMs ?? session.IdleSinceMs ?? long.MaxValue;

        // A halt before the next request: its refund says when.
        var halted = interval.SelectMany(row => refunds[row.Sequence]).FirstOrDefault()?.UsageMs;
        foreach (var row in interval)
        {
            CheckRefund(row, Math.Min(end, halted ?? end), end, [.. refunds[row.Sequence]], name, findings);
        }
    }

    private static void CheckRefund(Row charge, long at, long end, Row[] refunds, string name, Findings findings)
    {
        if (refunds.Length > 1)
        {
            findings.IsDoubled($"{name} was refunded {refunds.Length} times");
            return;
        }

        var given = -(refunds.SingleOrDefault()?.Tokens ?? 0);
        var missed = charge.Kind == Row.AutomaticCharge && at == charge.UsageMs + (Period / 2) && at == end;
        if (given != Rest(charge, at) && !(missed && given == charge.Tokens))
        {
            findings.Add("I23", $"{name}, used until {at}: {given} of {charge.Tokens} were given back");
        }
    }

    // charge × (until − at) / period, half to even.
    private static long Rest(Row charge, long at)
    {
        var unused = Math.Clamp(charge.UsageMs + Period - at, 0, Period);
        var rest = BigInteger.DivRem((BigInteger)charge.Tokens * unused, Period, out var remainder);
        var twice = (2 * remainder).CompareTo(Period);
        return (long)(twice > 0 || (twice == 0 && !rest.IsEven) ? rest + 1 : rest);
    }
}
