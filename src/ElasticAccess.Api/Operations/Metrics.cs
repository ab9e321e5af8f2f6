using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using ElasticAccess.Data.Ledger;

namespace ElasticAccess.Api.Operations;

/// <summary>Listens to the service's instruments and writes them as Prometheus text (contract 18.9).</summary>
internal sealed class Metrics : IDisposable
{
    /// <summary>Instruments of the slice that tells others what happens.</summary>
    public const string WebhookMeter = "ElasticAccess.Webhooks";

    private static readonly string[] Meters =
        [LedgerMetrics.MeterName, WebhookMeter, "Microsoft.AspNetCore.Hosting",
         "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    // Of the many tags of a request only these tell series apart; the rest would multiply them.
    private static readonly string[] Tags =
        ["http.route", "http.request.method", "http.response.status_code",
         "kind", "status", "why", "gc.heap.generation"];

    private readonly ConcurrentDictionary<Series, Aggregate> series = new();
    private readonly MeterListener listener = new();

    public Metrics(TokenLedger ledger)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (Meters.Contains(instrument.Meter.Name))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.Start();
        Waiting = () => ledger.Waiting;
    }

    private Func<int> Waiting { get; }

    public static void MapMetrics(IEndpointRouteBuilder app) => app.MapGet(
        "/metrics", (Metrics metrics) => Results.Text(metrics.ToText(), "text/plain; version=0.0.4"))
        .AllowAnonymous().ExcludeFromDescription();

    public string ToText()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        text.Append("# TYPE ledger_waiting gauge\nledger_waiting ").Append(Waiting()).Append('\n');
        var instruments = series.GroupBy(pair => pair.Key.Name);
        foreach (var instrument in instruments.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append("# TYPE ").Append(instrument.Key).Append(' ')
                .Append(instrument.First().Value.Type).Append('\n');
            foreach (var (key, aggregate) in instrument)
            {
                aggregate.Write(text, key);
            }
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        object? first = null, second = null, third = null;
        foreach (var tag in tags)
        {
            switch (Array.IndexOf(Tags, tag.Key))
            {
                case 0 or 3 or 5 or 6:
                    first = tag.Value;
                    break;
                case 1 or 4:
                    second = tag.Value;
                    break;
                case 2:
                    third = tag.Value;
                    break;
            }
        }

        series.GetOrAdd(new(instrument, first, second, third), _ => Aggregate.Of(instrument)).Add(value);
    }

    internal readonly record struct Series(Instrument Instrument, object? First, object? Second, object? Third)
    {
        public string Name => Instrument.Name.Replace('.', '_');

        public string Labels()
        {
            string[] names = Instrument.Name.StartsWith("http.server.", StringComparison.Ordinal)
                ? ["route", "method", "code"]
                : ["kind", "status", "code"];
            object?[] values = [First, Second, Third];
            return string.Join(',', names.Zip(values).Where(pair => pair.Second is not null)
                .Select(pair => $"{pair.First}=\"{Escape(pair.Second!)}\""));
        }

        private static string Escape(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
    }
}
