namespace ElasticAccess.Chaos.Audit;

/// <summary>
/// The ledger's order against real time (I33): what was answered before something else was sent stands before it. All
/// clients read one monotonic clock.
/// </summary>
internal static class OrderAudit
{
    public static void Check(Journals journals, IEnumerable<Row> rows, Findings findings)
    {
        foreach (var ofInstance in rows.Where(row => row.IsOfRequest).GroupBy(row => row.Instance))
        {
            Check(journals, [.. ofInstance.Reverse()], findings);
        }
    }

    private static void Check(Journals journals, Row[] lastFirst, Findings findings)
    {
        var (earliestAnswer, of) = (long.MaxValue, lastFirst[0]);
        foreach (var row in lastFirst)
        {
            if (!journals.ByRowKey.TryGetValue(row.Key ?? "", out var intent))
            {
                continue;
            }

            if (earliestAnswer < intent.At)
            {
                findings.Add("I33", $"{of} was answered before {row} was sent, and comes after it");
                return;
            }

            if (journals.VerdictOf(intent) is { IsAcknowledged: true } verdict && verdict.At < earliestAnswer)
            {
                (earliestAnswer, of) = (verdict.At, row);
            }
        }
    }
}
