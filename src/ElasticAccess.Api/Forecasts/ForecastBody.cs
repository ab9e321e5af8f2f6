using System.Text.Json.Serialization;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Forecasts;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Api.Forecasts;

/// <summary>What becomes of an instance's tokens at the pace of the last days (contract 20).</summary>
/// <param name="Now">In ms; from when on it looks.</param>
/// <param name="Method">What the pace is.</param>
/// <param name="TokensLeft">Entitled tokens that can still be charged, now or later.</param>
/// <param name="OverdraftLeft">Beyond them; null where a line item's overdraft is unlimited.</param>
/// <param name="NetPerDay">The pace: charges less refunds a day; may be negative.</param>
/// <param name="TokensGoneAt">In ms; when no usable line item has entitled tokens left. Null: not at that pace.</param>
/// <param name="RunsOutAt">In ms; the same with overdraft: requests are then refused. Null: not at that pace.</param>
/// <param name="ExpiringUnused">Entitled tokens left on line items when they end.</param>
/// <param name="LineItems">In charging order.</param>
internal sealed record ForecastBody(
    Guid InstanceId,
    long Now,
    int Days,
    string Method,
    TokenSum TokensLeft,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] TokenSum? OverdraftLeft,
    TokenSum NetPerDay,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? TokensGoneAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? RunsOutAt,
    TokenSum ExpiringUnused,
    IReadOnlyList<ForecastBody.ForecastLineItem> LineItems)
{
    /// <param name="Start">In ms.</param>
    /// <param name="End">In ms, inclusive.</param>
    /// <param name="TokensLeft">Entitled; 0 where it cannot give any: not DEPLOYED, not elastic, past its end.</param>
    /// <param name="OverdraftLeft">Beyond them; null where it is unlimited.</param>
    /// <param name="NetPerDay">Its own charges less refunds a day; may be negative.</param>
    /// <param name="TokensGoneAt">In ms; null: not before its end, at the instance's pace.</param>
    /// <param name="RunsOutAt">In ms; when its overdraft is used up as well.</param>
    /// <param name="ExpiringUnused">Entitled tokens left at its end; none where it is permanent.</param>
    internal sealed record ForecastLineItem(
        string ActivationId,
        string State,
        long Start,
        long End,
        Tokens TokensLeft,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Tokens? OverdraftLeft,
        TokenSum NetPerDay,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? TokensGoneAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? RunsOutAt,
        Tokens ExpiringUnused);

    public static Forecast Judge(ForecastFacts facts, int days, Instant now) =>
        Forecast.Of(facts.LineItems, facts.Net, days, now, facts.TimezoneTolerant);

    public static ForecastBody Of(Guid instanceId, int days, Instant now, Forecast forecast) => new(
        instanceId, now.Ms, days, Forecast.Method(days), forecast.TokensLeft, forecast.OverdraftLeft,
        forecast.NetPerDay, forecast.TokensGoneAt?.Ms, forecast.RunsOutAt?.Ms, forecast.ExpiringUnused,
        [
            .. forecast.LineItems.Select(one => new ForecastLineItem(
                one.LineItem.ActivationId, one.LineItem.State.ToString().ToUpperInvariant(), one.LineItem.Start.Ms,
                one.LineItem.End.Ms, one.TokensLeft, one.OverdraftLeft, one.NetPerDay, one.TokensGoneAt?.Ms,
                one.RunsOutAt?.Ms, one.ExpiringUnused)),
        ]);
}
