namespace ElasticAccess.Domain.Webhooks;

/// <summary>Which events a webhook is told of.</summary>
/// <param name="Instances">Empty: all, and what belongs to none.</param>
public sealed record WebhookFilter(IReadOnlyCollection<string> Events, IReadOnlyCollection<Guid> Instances)
{
    /// <param name="instanceId">Empty for what belongs to none.</param>
    public bool Wants(string type, Guid instanceId) =>
        Events.Contains(type) && (Instances.Count == 0 || Instances.Contains(instanceId));
}
