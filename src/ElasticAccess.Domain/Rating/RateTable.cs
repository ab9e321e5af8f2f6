namespace ElasticAccess.Domain.Rating;

/// <summary>A name and a version, compared exactly; an empty version is a value of its own (contract 5.2).</summary>
public readonly record struct ItemKey(string Name, string Version);

/// <summary>Prices that apply from a moment on, to the line items of one series (contract 5).</summary>
/// <param name="Series">Empty for the tables without series, which form their own time line.</param>
/// <param name="Prices">It may hold only the items that the current requests ask for.</param>
public sealed record RateTable(
    Guid Id,
    string Series,
    string Version,
    Instant EffectiveFrom,
    Instant Created,
    IReadOnlyDictionary<ItemKey, Price> Prices)
{
    /// <summary>
    /// The one table that counts: the latest effective one of the series; of two with the same time the one created
    /// last, and of two created in the same millisecond the one with the later id. An item it lacks is not looked up
    /// in older tables.
    /// </summary>
    public static RateTable? EffectiveAt(IReadOnlyList<RateTable> tables, string series, Instant now)
    {
        RateTable? found = null;
        foreach (var table in tables)
        {
            if (table.EffectiveFrom <= now
                && string.Equals(table.Series, series, StringComparison.Ordinal)
                && (found is null || table.IsLaterThan(found)))
            {
                found = table;
            }
        }

        return found;
    }

    private bool IsLaterThan(RateTable other)
    {
        var byEffect = EffectiveFrom.CompareTo(other.EffectiveFrom);
        var byCreation = byEffect != 0 ? byEffect : Created.CompareTo(other.Created);
        return (byCreation != 0 ? byCreation : Id.CompareTo(other.Id)) > 0;
    }
}
