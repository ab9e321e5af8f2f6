using ElasticAccess.Api.Startup;

namespace ElasticAccess.Api.Webhooks;

/// <summary>Settings <c>ElasticAccess:Webhooks</c>.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "ElasticAccess:Webhooks";
    private const int KeyBytes = 32;

    /// <summary>Receivers may be on the service's own network.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Seals the secrets in the store: 32 bytes in base64. Without it they lie there readable.</summary>
    public string? SecretKey { get; init; }

    /// <summary>Deliveries that one process begins in a second, at most, so that a backlog leaves it to its work.</summary>
    public int PerSecondMax { get; init; } = 100;

    public byte[]? ReadKey()
    {
        if (string.IsNullOrEmpty(SecretKey))
        {
            return null;
        }

        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(SecretKey, key, out var length) && length == KeyBytes
            ? key
            : throw new StartupException("ElasticAccess__Webhooks__SecretKey must be 32 bytes in base64.");
    }
}
