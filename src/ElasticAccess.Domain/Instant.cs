using System.Globalization;

namespace ElasticAccess.Domain;

/// <summary>A moment in whole milliseconds since 1970, UTC (contract 2).</summary>
public readonly record struct Instant(long Ms) : IComparable<Instant>
{
    public static Instant operator +(Instant at, TimeSpan span) => new(checked(at.Ms + (long)span.TotalMilliseconds));

    public static Instant operator -(Instant at, TimeSpan span) => new(checked(at.Ms - (long)span.TotalMilliseconds));

    public static bool operator <(Instant a, Instant b) => a.Ms < b.Ms;

    public static bool operator >(Instant a, Instant b) => a.Ms > b.Ms;

    public static bool operator <=(Instant a, Instant b) => a.Ms <= b.Ms;

    public static bool operator >=(Instant a, Instant b) => a.Ms >= b.Ms;

    public static Instant Later(Instant a, Instant b) => a > b ? a : b;

    public static Instant Earlier(Instant a, Instant b) => a < b ? a : b;

    public int CompareTo(Instant other) => Ms.CompareTo(other.Ms);

    public override string ToString() => Ms.ToString(CultureInfo.InvariantCulture);
}
