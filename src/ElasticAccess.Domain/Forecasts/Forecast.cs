using ElasticAccess.Domain.Supply;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Domain.Forecasts;

/// <summary>What is left of one line item, and what becomes of it at the instance's pace (contract 20).</summary>
/// <param name="TokensLeft">Entitled; 0 where it cannot give any: not DEPLOYED, not elastic, past its end.</param>
/// <param name="OverdraftLeft">Beyond them; null where it is unlimited.</param>
/// <param name="NetPerDay">Its own charges less refunds, the mean per day; may be negative.</param>
/// <param name="TokensGoneAt">When the entitled tokens are used up; null: not before its end.</param>
/// <param name="RunsOutAt">When overdraft is used up as well; null: not before its end.</param>
/// <param name="ExpiringUnused">Entitled tokens left at its end. A permanent one has none.</param>
public sealed record LineItemForecast(
    LineItem LineItem, Tokens TokensLeft, Tokens? OverdraftLeft, TokenSum NetPerDay, Instant? TokensGoneAt,
    Instant? RunsOutAt, Tokens ExpiringUnused);

/// <summary>The same for all line items of an instance together.</summary>
/// <param name="Entitled">All tokens of those that can give any, used or not.</param>
/// <param name="NetPerDay">Of all usage, also of line items that have ended or are deleted: the pace.</param>
/// <param name="TokensGoneAt">
/// The first moment at which line items are usable and none of them has entitled tokens left; null: never.
/// </param>
/// <param name="RunsOutAt">The same with overdraft: from then on requests are refused with 202.</param>
public sealed record Forecast(
    TokenSum Entitled, TokenSum TokensLeft, TokenSum? OverdraftLeft, TokenSum NetPerDay, Instant? TokensGoneAt,
    Instant? RunsOutAt, TokenSum ExpiringUnused, IReadOnlyList<LineItemForecast> LineItems)
{
    /// <summary>The most days that a pace can be the mean of.</summary>
    public const int DaysMax = 366;

    /// <param name="lineItems">All that are not deleted, as they are now.</param>
    /// <param name="net">
    /// Charges less refunds of the last <paramref name="days"/> times 24 hours, in millionths, by line item; those of
    /// deleted ones too.
    /// </param>
    public static Forecast Of(
        IEnumerable<LineItem> lineItems, IReadOnlyDictionary<Guid, Int128> net, int days, Instant now,
        bool timezoneTolerant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, DaysMax);
        var total = net.Values.Aggregate(Int128.Zero, (sum, one) => checked(sum + one));
        var stocks = lineItems.Select(lineItem => new Stock(lineItem, now, timezoneTolerant, days)).ToList();
        stocks.Sort((a, b) => LineItem.CompareInChargingOrder(a.LineItem, b.LineItem));
        var (tokensGone, runsOut) = Burn.Down(stocks, total, now);
        var forecasts = stocks.ConvertAll(stock => new LineItemForecast(
            stock.LineItem, stock.TokensLeft, stock.OverdraftLeft,
            PerDay(net.GetValueOrDefault(stock.LineItem.Id), days), stock.TokensGoneAt, stock.RunsOutAt,
            stock.ExpiringUnused));
        return new(
            stocks.Aggregate(TokenSum.Zero, (sum, stock) => sum + stock.Entitled),
            Sum(forecasts, forecast => forecast.TokensLeft),
            forecasts.Exists(forecast => forecast.OverdraftLeft is null)
                ? null
                : Sum(forecasts, forecast => forecast.OverdraftLeft!.Value),
            PerDay(total, days), tokensGone, runsOut, Sum(forecasts, forecast => forecast.ExpiringUnused), forecasts);
    }

    /// <summary>In words, as the answer states it.</summary>
    public static string Method(int days) =>
        days == 1 ? "mean of the last day" : FormattableString.Invariant($"mean of the last {days} days");

    // Half to even; only what is shown is rounded, the pace itself is not.
    private static TokenSum PerDay(Int128 micro, int days)
    {
        var (size, rest) = Int128.DivRem(Int128.Abs(micro), days);
        var twice = (2 * rest).CompareTo(days);
        size += twice > 0 || (twice == 0 && Int128.IsOddInteger(size)) ? 1 : 0;
        return new(micro < 0 ? -size : size);
    }

    private static TokenSum Sum(List<LineItemForecast> forecasts, Func<LineItemForecast, Tokens> amount) =>
        forecasts.Aggregate(TokenSum.Zero, (sum, forecast) => sum + amount(forecast));
}
