namespace ElasticAccess.Data.Rows;

/// <summary>
/// The one global rule: an activation id belongs to one instance (contract 6). A reference table of its own, so that
/// everything else can be spread by instance.
/// </summary>
public sealed class ActivationRow
{
    public required string ActivationId { get; init; }

    public required Guid InstanceId { get; init; }
}
