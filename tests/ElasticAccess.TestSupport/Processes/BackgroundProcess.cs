using System.Diagnostics;

namespace ElasticAccess.TestSupport.Processes;

/// <summary>A real process of the operating system with its output in a file; it never outlives the tests.</summary>
internal sealed class BackgroundProcess : IDisposable
{
    private readonly Process _process;

    private BackgroundProcess(Process process, string outputFile)
    {
        _process = process;
        OutputFile = outputFile;
        AtExit.Add(Kill);
    }

    public int Id => _process.Id;

    public string OutputFile { get; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>The physical memory in use now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static BackgroundProcess Start(
        TempFolder folder,
        string outputFile,
        IEnumerable<string> command,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? workingFolder = null)
    {
        if (AtExit.IsEnding)
        {
            throw new InvalidOperationException("The tests are ending.");
        }

        // The shell only redirects and is replaced: a pipe would break, and stop the child, when a test is killed.
        const string script = "exec \"$@\" >>\"$0\" 2>&1 </dev/null";
        var start = new ProcessStartInfo("/bin/sh", ["-c", script, outputFile, .. command])
        {
            WorkingDirectory = workingFolder ?? folder.Path,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        if (ProcessIdentity.Of(process.Id) is { } identity)
        {
            folder.NoteChild(identity.ToString());
        }

        return new BackgroundProcess(process, outputFile);
    }

    /// <summary>SIGKILL to it and everything it started.</summary>
    public void Kill()
    {
        AtExit.Remove(Kill);
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
    }

    public void Send(Signal signal)
    {
        if (!_process.HasExited)
        {
            signal.Send(_process.Id);
        }
    }

    /// <summary>Asks it to end; false when it had to be killed after all.</summary>
    public bool Stop(Signal signal, TimeSpan patience)
    {
        Send(signal);
        var ended = _process.WaitForExit(patience);
        Kill();
        return ended;
    }

    public string LastLines(int count = 15) =>
        File.Exists(OutputFile) ? string.Join('\n', File.ReadLines(OutputFile).TakeLast(count)) : "";

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
