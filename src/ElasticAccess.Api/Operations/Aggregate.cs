using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace ElasticAccess.Api.Operations;

/// <summary>What was measured of one series so far.</summary>
internal abstract class Aggregate
{
    public abstract string Type { get; }

    public static Aggregate Of(Instrument instrument) => instrument switch
    {
        Histogram<double> or Histogram<int> or Histogram<long> => new Distribution(instrument.Unit),
        { IsObservable: true } => new Last(),
        _ => new Sum(instrument is UpDownCounter<long> or UpDownCounter<int>),
    };

    public abstract void Add(double value);

    public abstract void Write(StringBuilder text, Metrics.Series series);

    protected static StringBuilder Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels.Length == 0 ? "" : $"{{{labels}}}").Append(' ')
            .Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');

    private sealed class Sum(bool canFall) : Aggregate
    {
        private double total;

        public override string Type => canFall ? "gauge" : "counter";

        public override void Add(double value)
        {
            lock (this)
            {
                total += value;
            }
        }

        public override void Write(StringBuilder text, Metrics.Series series) =>
            Line(text, canFall ? series.Name : $"{series.Name}_total", series.Labels(), total);
    }

    private sealed class Last : Aggregate
    {
        private double last;

        public override string Type => "gauge";

        public override void Add(double value) => Volatile.Write(ref last, value);

        public override void Write(StringBuilder text, Metrics.Series series) =>
            Line(text, series.Name, series.Labels(), last);
    }

    private sealed class Distribution(string? unit) : Aggregate
    {
        private static readonly double[] Steps = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];

        // Steps are in ms, and in seconds for what is measured in seconds.
        private readonly double scale = unit == "s" ? 0.001 : 1;
        private readonly long[] counts = new long[Steps.Length + 1];
        private double sum;

        public override string Type => "histogram";

        public override void Add(double value)
        {
            var step = 0;
            while (step < Steps.Length && value > Steps[step] * scale)
            {
                step++;
            }

            lock (counts)
            {
                counts[step]++;
                sum += value;
            }
        }

        public override void Write(StringBuilder text, Metrics.Series series)
        {
            long[] taken;
            double total;
            lock (counts)
            {
                taken = [.. counts];
                total = sum;
            }

            var labels = series.Labels();
            var comma = labels.Length == 0 ? "" : ",";
            var below = 0L;
            for (var i = 0; i < taken.Length; i++)
            {
                below += taken[i];
                var end = i < Steps.Length ? (Steps[i] * scale).ToString("R", CultureInfo.InvariantCulture) : "+Inf";
                Line(text, $"{series.Name}_bucket", $"{labels}{comma}le=\"{end}\"", below);
            }

            Line(text, $"{series.Name}_sum", labels, total);
            Line(text, $"{series.Name}_count", labels, below);
        }
    }
}
