using System.Globalization;

namespace ElasticAccess.Benchmarks.Contestants;

/// <summary>The service's own counters, read from `/metrics` as an operator's monitoring reads them.</summary>
internal sealed class ServiceMetrics(IReadOnlyDictionary<string, double> values)
{
    public double this[string name] => values.GetValueOrDefault(name);

    /// <summary>The mean of what a histogram has taken in since <paramref name="before"/>.</summary>
    public double MeanSince(ServiceMetrics before, string histogram) =>
        (this[$"{histogram}_sum"] - before[$"{histogram}_sum"])
        / double.Max(1, this[$"{histogram}_count"] - before[$"{histogram}_count"]);

    public double Since(ServiceMetrics before, string name) => this[name] - before[name];

    /// <summary>Series of one name are added up, whatever their labels.</summary>
    public static async Task<ServiceMetrics> ReadAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        var text = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var values = new Dictionary<string, double>();
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var space = line.LastIndexOf(' ');
            var name = line[..space].Split('{')[0];
            values[name] = values.GetValueOrDefault(name)
                + double.Parse(line[(space + 1)..], CultureInfo.InvariantCulture);
        }

        return new(values);
    }
}
