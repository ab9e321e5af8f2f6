namespace ElasticAccess.Data.Ledger;

/// <summary>Rows of one kind that a batch adds, rewrites or removes, each once.</summary>
public sealed class Changes<TRow>
    where TRow : class
{
    private readonly List<TRow> added = [];
    private readonly List<TRow> replaced = [];
    private readonly List<TRow> removed = [];
    private readonly HashSet<TRow> written = [];

    public IReadOnlyList<TRow> Added => added;

    /// <summary>Rewritten in all but what they have used.</summary>
    public IReadOnlyList<TRow> Replaced => replaced;

    public IReadOnlyList<TRow> Removed => removed;

    internal void Add(TRow row)
    {
        written.Add(row);
        added.Add(row);
    }

    internal void Replace(TRow row)
    {
        if (written.Add(row))
        {
            replaced.Add(row);
        }
    }

    internal void Remove(TRow row)
    {
        if (!written.Remove(row) || replaced.Remove(row))
        {
            removed.Add(row);
        }
        else
        {
            added.Remove(row);
        }
    }
}
