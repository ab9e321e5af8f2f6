namespace ElasticAccess.Client.Models;

/// <summary>A setting of the whole service (contract section 11).</summary>
/// <param name="Name">One of <see cref="ConfigurationNames"/>.</param>
/// <param name="Value">Its value, always text.</param>
/// <param name="Modified">When it was changed from its default; null if it was not.</param>
/// <param name="UpdatedBy">The id of the key that changed it; null if it was not changed.</param>
public sealed record ConfigurationEntry(
    string Name, string Value, DateTimeOffset? Modified = null, string? UpdatedBy = null);

/// <summary>A new value for a setting (contract section 11).</summary>
/// <param name="Name">One of <see cref="ConfigurationNames"/>.</param>
/// <param name="Value">Its value, always text.</param>
public sealed record ConfigurationChange(string Name, string Value);

/// <summary>The names of the settings (contract section 11).</summary>
public static class ConfigurationNames
{
    /// <summary><c>true</c> or <c>false</c> (default): line items usable 12 hours before start and after end.</summary>
    public const string TimezoneTolerant = "timezone.tolerant";

    /// <summary>
    /// The interval of automatic session charges (v1.1): <c>PTnH</c>, <c>PTnM</c> or <c>PTnHnM</c>, 10 minutes to 24
    /// hours, default <c>PT1H</c>.
    /// </summary>
    public const string SessionChargePeriod = "session.charge.period";
}
