using ElasticAccess.Console.Components.Shared;

namespace ElasticAccess.Console.Reaching;

/// <summary>Instances: those that are searched for, or the names of all.</summary>
internal static class Portfolio
{
    private const int ReadSize = 1_000;
    private const int FoundMax = 500;

    /// <summary>What fits what is searched for, up to 500 of it.</summary>
    /// <returns>They, and whether there are no more.</returns>
    public static async Task<(IReadOnlyList<Instance> Found, bool IsAll)> FindAsync(
        ElasticAccessClient api, string find, CancellationToken ct)
    {
        var found = await AllAsync(api, ct).Where(one => Finding.Fits(find, one.ShortName, one.AccountId, one.Id))
            .Take(FoundMax + 1).ToListAsync(ct);
        return ([.. found.Take(FoundMax)], found.Count <= FoundMax);
    }

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
