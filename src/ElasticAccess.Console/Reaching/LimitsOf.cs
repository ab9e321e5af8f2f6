using System.Collections.Concurrent;

namespace ElasticAccess.Console.Reaching;

/// <summary>The consumption limits of line items, read side by side: the API has one call for each.</summary>
internal static class LimitsOf
{
    private const int AtOnce = 8;

    public static async Task<IReadOnlyDictionary<string, ConsumptionLimit>> ReadAsync(
        ElasticAccessClient api, string instanceId, IEnumerable<LineItem> lineItems, CancellationToken ct)
    {
        var limits = new ConcurrentDictionary<string, ConsumptionLimit>();
        await Parallel.ForEachAsync(
            lineItems,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (item, stop) =>
            {
                if (await api.FindConsumptionLimitAsync(instanceId, item.ActivationId, stop) is { } limit)
                {
                    limits[item.ActivationId] = limit;
                }
            });
        return limits;
    }
}
