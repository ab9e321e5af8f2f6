namespace ElasticAccess.Data.Usage;

/// <summary>
/// The stretches of time of the roll-ups, UTC. Quarter hours, because every time zone of today is whole quarters off.
/// </summary>
public enum UsageGrain
{
    Quarter,
    Day,
    DayByWho,
}
