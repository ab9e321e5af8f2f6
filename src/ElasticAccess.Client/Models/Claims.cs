namespace ElasticAccess.Client.Models;

/// <summary>A part of a bulk entitlement that an end customer has taken (contract section 19).</summary>
/// <param name="ActivationId">The id under which it is mapped.</param>
/// <param name="LineItem">Activation id of what it was taken from.</param>
/// <param name="Account">The end customer.</param>
/// <param name="Quantity">Whole tokens.</param>
/// <param name="InstanceId">Where it is mapped; null where it is not.</param>
public sealed record Claim(
    string ActivationId, string LineItem, string Account, long Quantity, string? InstanceId = null)
{
    /// <summary>When it was taken.</summary>
    public DateTimeOffset Created { get; init; }
}

/// <summary>What is needed for a claim.</summary>
internal sealed record NewClaim(string Account, long Quantity, string? LineItem);
