namespace ElasticAccess.Domain.Usage;

/// <summary>The length of a time bucket of a summary, by the calendar of a time zone (contract 18.7).</summary>
public enum TimeUnit
{
    Hour,
    Day,
    Month,
}
