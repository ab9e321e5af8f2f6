using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain.Alerts;
using ElasticAccess.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Alerts;

/// <summary>Tells webhooks of alerts, in the transaction that stores how they stand.</summary>
internal static class AlertEvents
{
    public static async Task PublishAsync(
        AccessDb db, IEnumerable<AlertRow> alerts, IReadOnlyList<AlertTransition> transitions, CancellationToken ct)
    {
        if (transitions.Count == 0)
        {
            return;
        }

        var rows = alerts.ToDictionary(alert => alert.AlertId);
        foreach (var transition in transitions)
        {
            db.Outbox.Add(Event(rows[transition.Alert.Id], transition));
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private static OutboxEventRow Event(AlertRow alert, AlertTransition transition) => OutboxEventRow.Of(
        transition.News == AlertNews.Fired ? EventTypes.AlertFired : EventTypes.AlertRecovered,
        alert.InstanceId,
        transition.At,
        new()
        {
            ["instanceId"] = alert.InstanceId.ToString(),
            ["alertId"] = alert.AlertId.ToString(),
            ["name"] = alert.Name,
            ["measure"] = AlertNames.Of(alert.Measure),
            ["lineItemId"] = alert.ActivationId,
            ["actionId"] = alert.ActionId?.ToString(),
            ["threshold"] = transition.Alert.Threshold.Value,
            ["recoverAt"] = transition.Alert.RecoverAt?.Value,
            ["value"] = transition.Value.Value,
        });
}

/// <summary>Measures by their names on the wire.</summary>
public static class AlertNames
{
    public static readonly IReadOnlyList<string> All = [.. Enum.GetValues<AlertMeasure>().Select(Of)];

    public static string Of(AlertMeasure measure) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(measure.ToString());

    public static bool TryParse(string name, out AlertMeasure measure)
    {
        measure = default;
        return All.Contains(name) && Enum.TryParse(name, ignoreCase: true, out measure);
    }
}
