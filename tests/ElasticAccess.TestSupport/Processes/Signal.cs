using System.Runtime.InteropServices;

namespace ElasticAccess.TestSupport.Processes;

/// <summary>The signals sent to processes under test, with their numbers on Linux.</summary>
internal enum Signal
{
    Interrupt = 2,
    Quit = 3,
    Terminate = 15,
    Continue = 18,
    Suspend = 19,
}

internal static class Signals
{
    public static void Send(this Signal signal, int processId) => _ = Kill(processId, (int)signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int id, int signal);
}
