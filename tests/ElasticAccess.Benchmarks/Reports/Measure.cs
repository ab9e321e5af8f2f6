namespace ElasticAccess.Benchmarks.Reports;

/// <summary>One short run of one contestant.</summary>
internal sealed record Measure(double PerSecond, double? P50Ms = null, double? P99Ms = null);

/// <summary>All runs of one contestant, in the order of the rounds.</summary>
internal sealed class Series(string name)
{
    public string Name => name;

    public List<Measure> Measures { get; } = [];

    public double PerSecond => Median(Measures.Select(m => m.PerSecond));

    public double? P50Ms => Measures.Exists(m => m.P50Ms is null) ? null : Median(Measures.Select(m => m.P50Ms!.Value));

    public double? P99Ms => Measures.Exists(m => m.P99Ms is null) ? null : Median(Measures.Select(m => m.P99Ms!.Value));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length == 0 ? 0
            : sorted.Length % 2 == 1 ? sorted[middle]
            : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
