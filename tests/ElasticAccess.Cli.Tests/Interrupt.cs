using System.Runtime.InteropServices;

namespace ElasticAccess.Cli.Tests;

/// <summary>What a terminal sends on Ctrl-C.</summary>
internal static class Interrupt
{
    private const int Number = 2;

    public static void Send(int processId) => _ = Kill(processId, Number);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int id, int signal);
}
