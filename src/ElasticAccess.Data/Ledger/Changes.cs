namespace ElasticAccess.Data.Ledger;

/// <summary>Rows of one kind that a batch adds, rewrites or removes, each once.</summary>
public sealed class Changes<TRow>
    where TRow : class
{
    private readonly List<TRow> added = [];
    private readonly List<TRow> replaced = [];
    private readonly List<TRow> removed = [];

    public IReadOnlyList<TRow> Added => added;

    /// <summary>Rewritten in all but what they have used.</summary>
    public IReadOnlyList<TRow> Replaced => replaced;

    public IReadOnlyList<TRow> Removed => removed;

    public bool Any => added.Count + replaced.Count + removed.Count > 0;

    internal void Add(TRow row) => added.Add(row);

    internal void Replace(TRow row)
    {
        if (!added.Contains(row) && !replaced.Contains(row))
        {
            replaced.Add(row);
        }
    }

    internal void Remove(TRow row)
    {
        replaced.Remove(row);
        if (!added.Remove(row))
        {
            removed.Add(row);
        }
    }
}
