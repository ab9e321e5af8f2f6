using System.Text.Json;
using System.Text.Json.Serialization;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Alerts;

namespace ElasticAccess.Data.Alerts;

/// <summary>
/// The values that the alerts of an instance were last judged by, in one text: a round then writes one row, however
/// many alerts look at them.
/// </summary>
public static partial class AlertReadings
{
    public const string None = "{}";

    internal static string Write(IEnumerable<(AlertSight Sight, AlertReading Reading)> readings) =>
        JsonSerializer.Serialize(
            readings.ToDictionary(one => Key(one.Sight), one => one.Reading.Shown.Micro),
            ReadingShape.Default.DictionaryStringInt64);

    /// <summary>Null where the alert was not judged yet, or what it is about is not there.</summary>
    public static Tokens? Find(string readings, AlertRow alert)
    {
        using var json = JsonDocument.Parse(readings);
        return alert.IsJudged && json.RootElement.TryGetProperty(Key(AlertSight.Of(alert.ToDomain())), out var micro)
            ? new Tokens(micro.GetInt64())
            : null;
    }

    private static string Key(AlertSight sight) => $"{sight.Measure} {sight.ActionId?.ToString() ?? sight.ActivationId}";

    [JsonSerializable(typeof(Dictionary<string, long>))]
    private sealed partial class ReadingShape : JsonSerializerContext;
}
