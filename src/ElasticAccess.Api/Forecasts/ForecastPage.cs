using System.Text.Json.Serialization;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Forecasts;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Api.Forecasts;

/// <summary>Of one instance among many: what its own forecast says of it as a whole, without its line items.</summary>
/// <param name="Now">In ms; from when on it looks.</param>
/// <param name="Method">What the pace is.</param>
/// <param name="LiveSessions">How many there are.</param>
/// <param name="Entitled">All tokens of the line items that can still be charged, used or not.</param>
/// <param name="TokensLeft">Of these, what is not used.</param>
/// <param name="OverdraftLeft">Beyond them; null where a line item's overdraft is unlimited.</param>
/// <param name="NetPerDay">The pace: charges less refunds a day; may be negative.</param>
/// <param name="TokensGoneAt">In ms; when no usable line item has entitled tokens left. Null: not at that pace.</param>
/// <param name="RunsOutAt">In ms; the same with overdraft: requests are then refused. Null: not at that pace.</param>
/// <param name="ExpiringUnused">Entitled tokens left on line items when they end.</param>
internal sealed record InstanceForecastBody(
    Guid InstanceId,
    string ShortName,
    string AccountId,
    long Now,
    int Days,
    string Method,
    int LiveSessions,
    TokenSum Entitled,
    TokenSum TokensLeft,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] TokenSum? OverdraftLeft,
    TokenSum NetPerDay,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? TokensGoneAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? RunsOutAt,
    TokenSum ExpiringUnused)
{
    public static InstanceForecastBody Of(
        InstanceRow row, int days, Instant now, Forecast forecast, int liveSessions) => new(
        row.InstanceId, row.ShortName, row.AccountId, now.Ms, days, Forecast.Method(days), liveSessions,
        forecast.Entitled, forecast.TokensLeft, forecast.OverdraftLeft, forecast.NetPerDay, forecast.TokensGoneAt?.Ms,
        forecast.RunsOutAt?.Ms, forecast.ExpiringUnused);
}

internal sealed record ForecastPage(IReadOnlyList<InstanceForecastBody> Content, long Next);
