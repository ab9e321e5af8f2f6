using System.Globalization;
using System.Text;

namespace ElasticAccess.Domain.Alerts;

/// <summary>
/// An ISO 8601 duration of weeks, or of days, hours, minutes and seconds: <c>PT1H</c>, <c>P1DT12H</c>, <c>P2W</c>. No
/// years and months, which have no fixed length, and no fractions.
/// </summary>
public static class Cooldown
{
    public const int DaysMax = 366;

    private const int DigitsMax = 8;
    private static readonly TimeSpan Most = TimeSpan.FromDays(DaysMax);

    /// <summary>From 0 to 366 days.</summary>
    public static bool TryParse(string text, out TimeSpan cooldown)
    {
        cooldown = TimeSpan.Zero;
        if (!text.StartsWith('P'))
        {
            return false;
        }

        var rest = text.AsSpan(1);
        var seconds = 0L;
        var parts = 0;
        if (Take(ref rest, 'W', 7 * 86_400, ref seconds))
        {
            cooldown = Bounded(seconds);
            return rest.IsEmpty && cooldown <= Most;
        }

        parts += Take(ref rest, 'D', 86_400, ref seconds) ? 1 : 0;
        if (rest is ['T', ..])
        {
            rest = rest[1..];
            var hours = Take(ref rest, 'H', 3_600, ref seconds);
            var minutes = Take(ref rest, 'M', 60, ref seconds);
            if (!(Take(ref rest, 'S', 1, ref seconds) | hours | minutes))
            {
                return false;
            }

            parts++;
        }

        cooldown = Bounded(seconds);
        return parts > 0 && rest.IsEmpty && cooldown <= Most;
    }

    /// <summary>In days, hours, minutes and seconds: <c>PT60M</c> is read back as <c>PT1H</c>.</summary>
    public static string ToText(TimeSpan cooldown)
    {
        var text = new StringBuilder("P");
        Put(cooldown.Days, 'D');
        if (cooldown.Days == 0 || cooldown - TimeSpan.FromDays(cooldown.Days) != TimeSpan.Zero)
        {
            text.Append('T');
            Put(cooldown.Hours, 'H');
            Put(cooldown.Minutes, 'M');
            Put(cooldown.Seconds, 'S');
        }

        return cooldown == TimeSpan.Zero ? "PT0S" : text.ToString();

        void Put(int number, char unit)
        {
            if (number != 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{number}{unit}");
            }
        }
    }

    // Past the most by a second is enough to be refused, and fits.
    private static TimeSpan Bounded(long seconds) =>
        TimeSpan.FromSeconds(Math.Min(seconds, (long)Most.TotalSeconds + 1));

    private static bool Take(ref ReadOnlySpan<char> rest, char unit, int length, ref long seconds)
    {
        var at = 0;
        while (at < rest.Length && char.IsAsciiDigit(rest[at]))
        {
            at++;
        }

        if (at is 0 or > DigitsMax || at == rest.Length || rest[at] != unit)
        {
            return false;
        }

        seconds += length * long.Parse(rest[..at], NumberStyles.None, CultureInfo.InvariantCulture);
        rest = rest[(at + 1)..];
        return true;
    }
}
