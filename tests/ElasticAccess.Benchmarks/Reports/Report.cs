using System.Globalization;

namespace ElasticAccess.Benchmarks.Reports;

/// <summary>What a row measured, and whether it reaches its target.</summary>
internal sealed class Report
{
    private readonly List<Series> _series = [];
    private readonly List<string> _lines = [];

    /// <summary>Targets missed and books that did not add up.</summary>
    public int Failures { get; private set; }

    public void Begin(string name, string title)
    {
        _series.Clear();
        _lines.Clear();
        Console.WriteLine($"\n## {name}: {title}");
    }

    public Series NewSeries(string name)
    {
        var series = new Series(name);
        _series.Add(series);
        return series;
    }

    public void Add(Series series, Measure measure)
    {
        series.Measures.Add(measure);
        Console.WriteLine(Invariant($"  round {series.Measures.Count}  {series.Name,-44} {measure.PerSecond,9:N0}/s"));
    }

    /// <summary>Round by round, since the machine of one round is the same for both.</summary>
    public void Ratio(string name, Series of, Series to, double atLeast)
    {
        var ratio = Series.Median(of.Measures.Zip(to.Measures, (a, b) => a.PerSecond / b.PerSecond));
        Judge(Invariant($"{name}: {ratio:0.00}"), ratio >= atLeast, Invariant($"at least {atLeast}"));
    }

    public void Share(string name, double? value, double atMost) =>
        Judge(Invariant($"{name}: {value:0.00}"), value <= atMost, Invariant($"at most {atMost}"));

    public void Judge(string finding, bool reached, string target)
    {
        Failures += reached ? 0 : 1;
        _lines.Add($"{(reached ? "ok    " : "MISSED")} {finding} (target: {target})");
    }

    public void Note(string line) => _lines.Add($"       {line}");

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"  {"",-44} {"median/s",9} {"from",9} {"to",9} {"p50 ms",8} {"p99 ms",8}");
        foreach (var s in _series)
        {
            var all = s.Measures.Select(m => m.PerSecond).DefaultIfEmpty().ToArray();
            var rates = Invariant($"{s.PerSecond,9:N0} {all.Min(),9:N0} {all.Max(),9:N0}");
            Console.WriteLine(Invariant($"  {s.Name,-44} {rates} {s.P50Ms,8:0.00} {s.P99Ms,8:0.00}"));
        }

        _lines.ForEach(line => Console.WriteLine($"  {line}"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
