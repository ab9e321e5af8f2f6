using System.Diagnostics;
using ElasticAccess.Chaos.Work;

namespace ElasticAccess.Chaos.Audit;

/// <summary>What the clients wrote down, read back from their files.</summary>
internal sealed class Journals
{
    private Journals(Dictionary<string, Intent> intents, Dictionary<string, Verdict> verdicts)
    {
        Intents = intents;
        Verdicts = verdicts;
        ByRowKey = intents.Values.SelectMany(intent => intent.RowKeys.Select(key => (key, intent)))
            .ToDictionary(pair => pair.key, pair => pair.intent);
    }

    public IReadOnlyDictionary<string, Intent> Intents { get; }

    public IReadOnlyDictionary<string, Verdict> Verdicts { get; }

    /// <summary>The intent behind a key that ledger rows carry.</summary>
    public IReadOnlyDictionary<string, Intent> ByRowKey { get; }

    public static Journals Read(string folder)
    {
        var (intents, verdicts) = (new Dictionary<string, Intent>(), new Dictionary<string, Verdict>());
        foreach (var line in JournalFile.Read(folder))
        {
            if (line.Intent is { } intent)
            {
                intents.Add(intent.Key, intent);
            }

            if (line.Verdict is { } verdict)
            {
                verdicts.Add(verdict.Key, verdict);
            }
        }

        return new(intents, verdicts);
    }

    public Verdict? VerdictOf(Intent intent) => Verdicts.GetValueOrDefault(intent.Key);

    public void Count(Findings findings)
    {
        foreach (var intent in Intents.Values)
        {
            var verdict = VerdictOf(intent);
            findings.Acknowledged += verdict is { IsAcknowledged: true } ? 1 : 0;
            findings.Unknown += verdict is { Unknown: > 0 } ? 1 : 0;
            findings.UnknownCommitted += verdict is { Replayed: true } ? 1 : 0;
            if (verdict is null or { IsOpen: true, GaveUp: false })
            {
                findings.Add("I50", $"{intent.Kind} {intent.Key} found no answer after the faults had stopped");
            }

            if (verdict?.Fault is { } fault)
            {
                findings.Add("Answer", fault);
            }
        }

        var times = Verdicts.Values.Where(verdict => verdict.IsAcknowledged).Select(verdict => verdict.At).Order();
        findings.LongestUnavailableSeconds = times.Zip(times.Skip(1), Stopwatch.GetElapsedTime)
            .Select(gap => gap.TotalSeconds).DefaultIfEmpty(0).Max();
    }
}
