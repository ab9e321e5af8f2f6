namespace ElasticAccess.Domain.Webhooks;

/// <summary>What a webhook can be told of (contract 20), by its name on the wire.</summary>
public static class EventTypes
{
    public const string AlertFired = "alert.fired";
    public const string AlertRecovered = "alert.recovered";
    public const string LineItemChanged = "line-item.changed";
    public const string LineItemExhausted = "line-item.exhausted";
    public const string RateTablePublished = "rate-table.published";
    public const string SessionTerminated = "session.terminated";
    public const string KeyChanged = "key.changed";

    /// <summary>Sent to one webhook on demand; no webhook asks for it.</summary>
    public const string Test = "webhook.test";

    /// <summary>All that a webhook can ask for.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        AlertFired, AlertRecovered, LineItemChanged, LineItemExhausted, RateTablePublished, SessionTerminated,
        KeyChanged,
    ];

    /// <summary>False for what concerns the whole service: it belongs to no instance.</summary>
    public static bool IsOfInstance(string type) => type is not (RateTablePublished or KeyChanged or Test);
}
