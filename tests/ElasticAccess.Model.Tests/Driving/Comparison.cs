using ElasticAccess.Domain.Supply;
using ElasticAccess.Model.Tests.Memory;
using ElasticAccess.Model.Tests.Reference;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>Balances, counters and sessions of a store in memory against the model's sums.</summary>
internal static class Comparison
{
    public static IEnumerable<string> Differences(World world, Tables tables, Handles handles) =>
        Enumerable.Range(1, world.Instances).SelectMany(number =>
            Differences(world, number, tables.Instances[handles.Id("instance", number)], handles));

    public static IEnumerable<string> Differences(World world, int number, InstanceTables found, Handles handles)
    {
        var rows = world.CountRows(number);
        if (found.Sequence != rows)
        {
            yield return $"I33: the ledger has {found.Sequence} rows instead of {rows}";
        }

        foreach (var lineItem in world.LineItems)
        {
            if (lineItem.Instance != number || lineItem.IsDeleted)
            {
                continue;
            }

            var row = found.LineItems.Values.SingleOrDefault(l =>
                l.ActivationId == lineItem.Activation && l.State != LineItemState.Deleted);
            var used = world.Used(lineItem);
            if (row is null || row.UsedMicro != (long)used || row.Quantity != lineItem.Quantity
                || !string.Equals($"{row.State}", lineItem.State, StringComparison.OrdinalIgnoreCase))
            {
                yield return $"I1: {lineItem.Activation} is {row?.State} used {row?.UsedMicro}, "
                    + $"instead of {lineItem.State} {used}";
            }

            foreach (var rule in lineItem.Rules)
            {
                var taken = found.Actions.GetValueOrDefault(handles.Id("action", rule.Number))?.UsedMicro;
                if (taken != (long)world.Used(rule))
                {
                    yield return $"I3: action #{rule.Number} used {taken} instead of {world.Used(rule)}";
                }
            }
        }

        var all = (Int128)0;
        foreach (var lineItem in world.LineItems)
        {
            all += lineItem.Instance == number ? world.Used(lineItem) : 0;
        }

        if (found.LineItems.Values.Sum(row => (decimal)row.UsedMicro) != (decimal)all)
        {
            yield return "I9: all line items together, deleted ones too, have used something else";
        }

        foreach (var session in world.Sessions)
        {
            var row = session.Instance == number
                ? found.Sessions.GetValueOrDefault(handles.Id("session", session.Number)) : null;
            if (session.Instance == number && Difference(session, row) is { } difference)
            {
                yield return difference;
            }
        }
    }

    private static string? Difference(Session session, Data.Rows.SessionRow? row)
    {
        if (row is null)
        {
            return $"session #{session.Number} is not there";
        }

        var is_ = Text(row.State.ToString().ToUpperInvariant(), row.Interval, row.ChargedUntilMs, row.PeriodMs,
            row.LastAutomaticChargeMs, row.AwaitsHeartbeat, row.LastHeartBeatMs, row.LastAccessRequestMs,
            row.IdleSinceMs, row.EndedMs, row.DueMs, row.ChargeTo - row.ChargeFrom + 1 ?? 0);
        var expected = Text(session.State, session.Interval, session.ChargedUntil, session.Period,
            session.LastAutomaticCharge, session.AwaitsHeartbeat, session.LastHeartbeat, session.LastRequest,
            session.IdleSince, session.Ended, SessionTime.NextDue(session), session.Paid.Length);
        return is_ == expected ? null : $"I21, I29: session #{session.Number} is\n  {is_}\ninstead of\n  {expected}";
    }

    private static string Text(string state, int interval, long? until, long period, long? automatic, bool awaits,
        long? beat, long? request, long? idle, long? ended, long? due, long paid) =>
        $"{state} interval {interval} until {until} period {period} automatic {automatic} awaits {awaits} beat {beat} "
        + $"request {request} idle {idle} ended {ended} due {due} paid rows {paid}";
}
