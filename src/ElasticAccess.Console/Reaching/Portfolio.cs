using System.Collections.Concurrent;

namespace ElasticAccess.Console.Reaching;

/// <summary>The balances of all instances, read side by side: the API has no call that answers all at once.</summary>
internal static class Portfolio
{
    private const int PageSize = 500;
    private const int AtOnce = 8;

    // A session that is in use is charged at least once in its period, and none is longer than a day.
    private const int DaysOfSession = 1;

    /// <summary>Live sessions are counted in the instances that were charged most: a call for each.</summary>
    public const int SessionsIn = 50;

    public static async Task<IReadOnlyList<Instance>> InstancesAsync(ElasticAccessClient api, CancellationToken ct)
    {
        var instances = new List<Instance>();
        for (long next = 0, turn = 0; next != 0 || turn == 0; turn++)
        {
            var page = await api.ListInstancesAsync(next, PageSize, ct);
            instances.AddRange(page.Items);
            next = page.Next;
        }

        return instances;
    }

    public static async Task<IReadOnlyList<Balance>> ReadAsync(
        ElasticAccessClient api, DateTimeOffset now, CancellationToken ct)
    {
        var netOf = NetAsync(api, now.AddDays(-Balance.DaysLookedAt), ct);
        var latelyOf = NetAsync(api, now.AddDays(-DaysOfSession), ct);
        var instances = await InstancesAsync(api, ct);
        var (net, lately) = (await netOf, Busiest(await latelyOf));
        var balances = new ConcurrentBag<Balance>();
        await Parallel.ForEachAsync(
            instances,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (instance, stop) => balances.Add(Balance.Of(
                instance, await api.ListLineItemsAsync(instance.Id, stop), net.GetValueOrDefault(instance.Id), now)
                with
            {
                LiveSessions = lately.Contains(instance.Id)
                    ? (await api.ListSessionsAsync(instance.Id, stop)).Count
                    : null,
            }));
        return [.. balances];
    }

    private static HashSet<string> Busiest(Dictionary<string, decimal> net) =>
        [.. net.OrderByDescending(instance => instance.Value).Take(SessionsIn).Select(instance => instance.Key)];

    private static async Task<Dictionary<string, decimal>> NetAsync(
        ElasticAccessClient api, DateTimeOffset from, CancellationToken ct)
    {
        var query = new UsageSummaryQuery { From = from, GroupBy = ["instance"] };
        var net = new Dictionary<string, decimal>();
        string? cursor = null;
        do
        {
            var page = await api.SummarizeUsageAsync(query, cursor, size: 1_000, ct: ct);
            foreach (var group in page.Groups)
            {
                net[group.Key["instance"]!.GetValue<string>()] = group.Net;
            }

            cursor = page.Next;
        }
        while (cursor is { Length: > 0 });

        return net;
    }
}
