using ElasticAccess.Api.Wire;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Api.Configuration;

/// <summary>A setting that exists: its default, what it accepts, and from which version on.</summary>
internal sealed record Setting(string Name, string Default, Func<string, bool> Accepts, string Rule, bool LatestOnly)
{
    private static readonly Setting[] All =
    [
        new(
            "timezone.tolerant", "false", value => value is "true" or "false", "must be true or false",
            LatestOnly: false),
        new(
            "session.charge.period",
            "PT1H",
            value => ChargePeriod.TryParse(value, out _),
            "must be PTnH, PTnM or PTnHnM, from 10 minutes to 24 hours",
            LatestOnly: true),
    ];

    public static IEnumerable<Setting> Of(ApiVersion version) =>
        All.Where(setting => version.IsLatest || !setting.LatestOnly);
}
