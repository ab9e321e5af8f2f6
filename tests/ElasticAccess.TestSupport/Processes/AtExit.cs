using System.Runtime.InteropServices;

namespace ElasticAccess.TestSupport.Processes;

/// <summary>What is still to be cleaned up when the test process ends, unless it is killed hard.</summary>
internal static class AtExit
{
    private static readonly List<Action> Pending = [];

    // Since .NET 10 a termination signal no longer raises ProcessExit by itself.
    private static readonly IDisposable[] Signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => RunAll()),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => RunAll()),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => RunAll()),
    ];

    /// <summary>Nothing may be started any more: nobody would end it.</summary>
    public static bool IsEnding { get; private set; }

    static AtExit() => AppDomain.CurrentDomain.ProcessExit += (_, _) => RunAll();

    public static void Add(Action cleanup)
    {
        lock (Pending)
        {
            Pending.Add(cleanup);
        }
    }

    public static void Remove(Action cleanup)
    {
        lock (Pending)
        {
            Pending.Remove(cleanup);
        }
    }

    // Last in, first out: a process goes before the folder it works in.
    private static void RunAll()
    {
        IsEnding = true;
        while (TakeLast() is { } cleanup)
        {
            cleanup();
        }

        GC.KeepAlive(Signals);
    }

    private static Action? TakeLast()
    {
        lock (Pending)
        {
            if (Pending.Count == 0)
            {
                return null;
            }

            var last = Pending[^1];
            Pending.RemoveAt(Pending.Count - 1);
            return last;
        }
    }
}
