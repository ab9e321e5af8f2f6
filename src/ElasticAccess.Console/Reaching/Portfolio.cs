namespace ElasticAccess.Console.Reaching;

/// <summary>All instances, in large pages.</summary>
internal static class Portfolio
{
    private const int PageSize = 1_000;

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
}
