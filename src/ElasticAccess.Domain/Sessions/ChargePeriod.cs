using System.Globalization;

namespace ElasticAccess.Domain.Sessions;

/// <summary>
/// Configuration <c>session.charge.period</c>: <c>PTnH</c>, <c>PTnM</c> or <c>PTnHnM</c> (contract 11).
/// </summary>
public static class ChargePeriod
{
    public static readonly TimeSpan Default = TimeSpan.FromHours(1);

    public static readonly TimeSpan Least = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Most = TimeSpan.FromHours(24);

    /// <summary>No seconds; 10 minutes to 24 hours.</summary>
    public static bool TryParse(string text, out TimeSpan period)
    {
        period = default;
        if (!text.StartsWith("PT", StringComparison.Ordinal))
        {
            return false;
        }

        var rest = text.AsSpan(2);
        var hasHours = TryTake(ref rest, 'H', out var hours);
        var hasMinutes = TryTake(ref rest, 'M', out var minutes);
        period = new TimeSpan(hours, minutes, 0);
        return (hasHours || hasMinutes) && rest.IsEmpty && period >= Least && period <= Most;
    }

    private static bool TryTake(ref ReadOnlySpan<char> rest, char unit, out int number)
    {
        number = 0;
        var at = rest.IndexOf(unit);
        if (at is < 1 or > 4 || !int.TryParse(rest[..at], NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        rest = rest[(at + 1)..];
        return true;
    }
}
