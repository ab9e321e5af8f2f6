using ElasticAccess.Console.Components.Shared;

namespace ElasticAccess.Console.Reaching;

/// <summary>Instances: a page of them, those that are searched for, or their names.</summary>
internal static class Portfolio
{
    private const int PageSize = 100;
    private const int ReadSize = 1_000;
    private const int FoundMax = 500;

    /// <summary>A page; where something is searched for, what fits of all, up to 500.</summary>
    public static async Task<Page<Instance>> PageAsync(
        ElasticAccessClient api, string? find, long next, CancellationToken ct) => find is null
        ? await api.ListInstancesAsync(next, PageSize, ct)
        : new(
            await AllAsync(api, ct).Where(one => Finding.Fits(find, one.ShortName, one.AccountId, one.Id))
                .Take(FoundMax).ToListAsync(ct),
            Next: 0);

    /// <summary>Of all instances, by their ids.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        ElasticAccessClient api, CancellationToken ct) =>
        await AllAsync(api, ct).ToDictionaryAsync(one => one.Id, one => one.ShortName, cancellationToken: ct);

    private static async IAsyncEnumerable<Instance> AllAsync(
        ElasticAccessClient api, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (long next = 0, turn = 0; next != 0 || turn == 0; turn++)
        {
            var page = await api.ListInstancesAsync(next, ReadSize, ct);
            foreach (var instance in page.Items)
            {
                yield return instance;
            }

            next = page.Next;
        }
    }
}
