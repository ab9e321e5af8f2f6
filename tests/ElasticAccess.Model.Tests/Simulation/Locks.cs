namespace ElasticAccess.Model.Tests.Simulation;

/// <summary>A connection to the simulated server: it holds locks until it lets go of them or is gone.</summary>
internal sealed class Connection
{
    public HashSet<Guid> Held { get; } = [];

    public bool IsGone { get; set; }
}

/// <summary>One lock for each instance; who waits is served in turn.</summary>
internal sealed class Locks
{
    private readonly Dictionary<Guid, (Connection Owner, Queue<(Connection Who, Action Then)> Waiting)> held = [];

    public bool AreFree => held.Count == 0;

    /// <summary>One after the other, in the order of the ids, so that no two wait for each other.</summary>
    public void Take(Connection who, IReadOnlyList<Guid> wanted, Action then, int from = 0)
    {
        if (who.IsGone)
        {
            return;
        }

        if (from == wanted.Count)
        {
            then();
            return;
        }

        var id = wanted[from];
        if (!held.TryGetValue(id, out var taken))
        {
            held.Add(id, (who, new()));
            who.Held.Add(id);
        }
        else if (taken.Owner != who)
        {
            taken.Waiting.Enqueue((who, () => Take(who, wanted, then, from)));
            return;
        }

        Take(who, wanted, then, from + 1);
    }

    public void LetGo(Connection who)
    {
        foreach (var id in who.Held.Order().ToArray())
        {
            who.Held.Remove(id);
            held.Remove(id, out var taken);
            var rest = taken.Waiting;
            while (rest.TryDequeue(out var next))
            {
                if (!next.Who.IsGone)
                {
                    next.Then();
                    if (held.TryGetValue(id, out var again))
                    {
                        while (rest.TryDequeue(out var later))
                        {
                            again.Waiting.Enqueue(later);
                        }
                    }
                }
            }
        }
    }
}
