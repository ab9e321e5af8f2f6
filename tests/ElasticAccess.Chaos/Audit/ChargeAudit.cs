using ElasticAccess.Chaos.Work;

namespace ElasticAccess.Chaos.Audit;

/// <summary>
/// Ledger rows against answers, by the key that both carry: each 2xx once and with its amounts (I13), each unknown at
/// most once (I14), nothing that nobody asked; and no charge beyond what the line item had (I2).
/// </summary>
internal static class ChargeAudit
{
    private const long Micro = 1_000_000;

    public static void Check(Journals journals, IReadOnlyCollection<Row> rows, Findings findings)
    {
        findings.Examined += rows.Count;
        var byKey = rows.Where(row => row.IsOfRequest).ToLookup(row => row.Key ?? "");
        foreach (var group in byKey.Where(group => !journals.ByRowKey.ContainsKey(group.Key)))
        {
            findings.IsInvented($"{group.First()} is of no journal");
        }

        foreach (var (key, intent) in journals.ByRowKey)
        {
            Check(intent, key, journals.VerdictOf(intent), [.. byKey[key]], findings);
        }

        foreach (var row in rows.Where(row => row.Tokens > 0 && row.Used > Bound(row)))
        {
            findings.Add("I2", $"{row} has used {row.Used} of {Bound(row)}");
        }
    }

    private static long Bound(Row row) => Micro
        * (row.Quantity!.Value + (row.ActivationId!.StartsWith(World.Overdrawn, StringComparison.Ordinal)
            ? World.OverdraftLimit
            : 0));

    private static void Check(Intent intent, string key, Verdict? verdict, Row[] rows, Findings findings)
    {
        var times = rows.Select(row => row.CorrelationId).Distinct().Count();
        if (times > 1)
        {
            findings.IsDoubled($"{intent.Kind} {key} was done {times} times");
            return;
        }

        var answered = verdict?.Answers.SingleOrDefault(answer => answer.Key == key);
        if (verdict is null or { IsOpen: true })
        {
            // Of a batch each part counts as one that had been done; one that is counted is enough.
            findings.UnknownCommitted += rows.Length > 0 && key == intent.RowKeys.First() ? 1 : 0;
        }
        else if (answered is null)
        {
            if (rows.Length > 0)
            {
                findings.IsInvented($"{intent.Kind} {key} was answered {verdict.Status} and has rows");
            }
        }
        else
        {
            Compare(intent, answered, rows, findings);
        }
    }

    private static void Compare(Intent intent, Answered answered, Row[] rows, Findings findings)
    {
        var expected = answered.Items.SelectMany(item => item.Charges.Select(charge =>
            (item.Index, ActivationId: (string?)charge.Key, Tokens: charge.Value))).ToHashSet();
        var found = rows.Where(row => row.Kind == Row.Charge).Select(row =>
            (row.ItemIndex, row.ActivationId, row.Tokens)).ToList();
        if (rows.Length > 0 && rows[0].CorrelationId != answered.CorrelationId)
        {
            findings.IsLost($"{intent.Kind} {answered.Key} has the correlation id of another request");
        }

        if (expected.Except(found).Any())
        {
            findings.IsLost($"{intent.Kind} {answered.Key}: {expected.Except(found).First()} is not in the ledger");
        }
        else if (found.Count > expected.Count)
        {
            findings.IsDoubled($"{intent.Kind} {answered.Key} has {found.Count} charges instead of {expected.Count}");
        }

        // 1101 and 1102: granted, and not at fault.
        var denied = answered.Items.Where(item => item.Code is not ("1101" or "1102")).Select(item => item.Index);
        var denials = rows.Where(row => row.Kind == Row.Denial).Select(row => row.ItemIndex).Order();
        if (!denied.SequenceEqual(denials))
        {
            findings.IsLost($"{intent.Kind} {answered.Key}: denials {string.Join(' ', denials)} in the ledger");
        }
    }
}
