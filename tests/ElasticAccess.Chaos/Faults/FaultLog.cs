using System.Collections.Concurrent;
using System.Diagnostics;

namespace ElasticAccess.Chaos.Faults;

/// <summary>Which faults were done, and what was seen of the service's behaviour that should not be.</summary>
/// <param name="folder">Where the file is, beside the journals, that says when each was done.</param>
internal sealed class FaultLog(string folder) : IDisposable
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly TextWriter file =
        TextWriter.Synchronized(new StreamWriter(Path.Combine(folder, "journal-of-faults.txt")) { AutoFlush = true });

    private readonly ConcurrentDictionary<FaultKind, int> done = [];
    private readonly ConcurrentQueue<string> wrong = new();

    public IReadOnlyCollection<string> Wrong => wrong;

    public int this[FaultKind kind] => done.GetValueOrDefault(kind);

    public void Begins(PlannedFault fault) => Write($"{fault.Kind} on {fault.Target} begins");

    public void Done(FaultKind kind)
    {
        done.AddOrUpdate(kind, 1, (_, count) => count + 1);
        Write($"{kind} done");
    }

    public void Saw(string what)
    {
        wrong.Enqueue(what);
        Write(what);
    }

    public void Dispose() => file.Dispose();

    private void Write(string what) => file.WriteLine(FormattableString.Invariant(
        $"{clock.Elapsed.TotalSeconds,7:0.0} {what}"));
}
