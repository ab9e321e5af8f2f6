using System.Collections.Concurrent;

namespace ElasticAccess.Chaos.Faults;

/// <summary>Which faults were done, and what was seen of the service's behaviour that should not be.</summary>
internal sealed class FaultLog
{
    private readonly ConcurrentDictionary<FaultKind, int> done = [];
    private readonly ConcurrentQueue<string> wrong = new();

    public IReadOnlyCollection<string> Wrong => wrong;

    public int this[FaultKind kind] => done.GetValueOrDefault(kind);

    public void Done(FaultKind kind) => done.AddOrUpdate(kind, 1, (_, count) => count + 1);

    public void Saw(string what) => wrong.Enqueue(what);
}
