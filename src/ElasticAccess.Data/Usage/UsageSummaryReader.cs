using System.Data.Common;
using System.Globalization;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Usage;

/// <summary>A group's key; what a summary is not by is null. Keys of equal values are equal.</summary>
/// <param name="Bucket">The name of the time bucket.</param>
/// <param name="ActivationId">Null for denials, too.</param>
/// <param name="Values">
/// Of the dictionary keys, in the order of the grouping, as JSON; null where the requester has none.
/// </param>
public sealed record UsageKey(
    string? Bucket, Guid? InstanceId, string? AccountId, string? ActivationId, string? Item, string? Version,
    string? RequesterType, string? RequesterValue, DictionaryValues Values);

public sealed record UsageGroup(UsageKey Key, UsageSums Sums);

/// <summary>Adds up usage by any grouping, from roll-ups where they serve and from rows at the edges.</summary>
/// <param name="groupsMax">For tests; see <see cref="GroupsMax"/>.</param>
public sealed class UsageSummaryReader(IStore store, int groupsMax = UsageSummaryReader.GroupsMax)
{
    /// <summary>Groups that one summary may have, since all of them are held until it is paged.</summary>
    public const int GroupsMax = 200_000;

    private const int SecondsMax = 300;
    private const long Thousand = 1_000_000_000;

    /// <summary>
    /// All groups, in no order. What was not yet caught up with is left out of every source alike: all in one snapshot.
    /// The plan must be one for this grouping, with the detail that the filter needs. Null: more than
    /// <see cref="GroupsMax"/> groups.
    /// </summary>
    public async Task<IReadOnlyList<UsageGroup>?> ReadAsync(
        UsageFilter filter, Grouping grouping, SummaryPlan plan, CancellationToken ct)
    {
        await using var db = store.NewDb();
        await using var snapshot = await db.Database.BeginTransactionAsync(store.SnapshotIsolation, ct);
        var columns = new SummaryColumns(grouping);
        var groups = new Dictionary<UsageKey, UsageSums>();

        // Those that read rows come last: they change how the rest of the transaction is planned.
        foreach (var spans in plan.Spans.GroupBy(span => span.Source).OrderBy(spans => spans.Key))
        {
            if (spans.Key == SummarySource.Rows)
            {
                await store.Usage.PlanForRowsAsync(db, ct);
            }

            string BucketOf(string column) => store.Usage.BucketOf(db, column, plan);
            var query = SummarySql.Make(spans.Key, [.. spans], filter, columns, BucketOf);
            await using var command = query.ToCommand(db);
            command.CommandTimeout = SecondsMax;
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                var key = columns.ReadKey(rows, plan);
                var sums = ReadSums(rows, columns.Count);
                groups[key] = groups.TryGetValue(key, out var before) ? before + sums : sums;
                if (groups.Count > groupsMax)
                {
                    return null;
                }
            }
        }

        return [.. groups.Select(group => new UsageGroup(group.Key, group.Value))];
    }

    internal static UsageSums ReadSums(DbDataReader rows, int column) => new(
        Wide(rows, column), Wide(rows, column + 2), Wide(rows, column + 4),
        Convert.ToInt64(rows.GetValue(column + 6), CultureInfo.InvariantCulture));

    private static Int128 Wide(DbDataReader rows, int column) =>
        ((Int128)rows.GetInt64(column) * Thousand) + rows.GetInt64(column + 1);
}
