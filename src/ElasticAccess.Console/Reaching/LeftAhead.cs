using ElasticAccess.Console.Components.Shared;

namespace ElasticAccess.Console.Reaching;

/// <summary>
/// What the forecast says will be left on the days ahead: the pace burns it, and ends of line items cut it.
/// </summary>
internal static class LeftAhead
{
    /// <summary>Corners of a line, from now on; two at a time at which something expires.</summary>
    public static IReadOnlyList<(DateTimeOffset Time, decimal Left)> Of(InstanceForecast forecast, int days)
    {
        var until = forecast.Now.AddDays(days);
        var gone = forecast.TokensGoneAt <= until ? forecast.TokensGoneAt : null;
        var expired = 0m;
        var corners = new List<(DateTimeOffset, decimal)> { (forecast.Now, forecast.TokensLeft) };
        foreach (var item in forecast.LineItems
            .Where(item => item.ExpiringUnused > 0 && item.End <= until).OrderBy(item => item.End))
        {
            corners.Add((item.End, At(item.End)));
            expired += item.ExpiringUnused;
            corners.Add((item.End, At(item.End)));
        }

        if (gone is { } end)
        {
            corners.Add((end, 0));
        }

        corners.Add((until, At(until)));
        return [.. corners.OrderBy(corner => corner.Item1).ThenByDescending(corner => corner.Item2)];

        decimal At(DateTimeOffset time)
        {
            var passed = (decimal)(time - forecast.Now).TotalDays;
            var burnt = Math.Max(0, forecast.NetPerDay) * passed;
            return time >= gone ? 0 : Math.Max(0, forecast.TokensLeft - burnt - expired);
        }
    }

    /// <summary>The same in words.</summary>
    /// <param name="day">How a day is shown.</param>
    public static string Sentence(InstanceForecast forecast, Func<DateTimeOffset, string> day)
    {
        if (forecast.TokensLeft == 0)
        {
            return "Nothing is left.";
        }

        var pace = $"{Shown.Tokens(forecast.TokensLeft)} tokens left. At the {forecast.Method}, "
            + $"{Shown.Tokens(forecast.NetPerDay)} a day, ";
        var expiring = forecast.LineItems.Where(item => item.ExpiringUnused > 0).ToList();
        var unused = expiring.Count == 0 ? ""
            : $" {Shown.Tokens(forecast.ExpiringUnused)} expire unused, the first on "
                + $"{day(expiring.Min(item => item.End))}.";
        var others = expiring.Count == 0 ? "they" : "the others";
        return forecast.TokensGoneAt is { } gone ? $"{pace}{others} run out on {day(gone)}.{unused}"
            : expiring.Count == 0 ? $"{pace}no end is in sight."
            : $"{pace}they do not run out.{unused}";
    }
}
