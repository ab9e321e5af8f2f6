using System.Diagnostics;
using System.Globalization;

namespace ElasticAccess.TestSupport.Processes;

/// <summary>One certain process: an id is used again after a while, the moment of the start is not.</summary>
internal readonly record struct ProcessIdentity(int Id, string Started)
{
    public static ProcessIdentity Own { get; } = Of(Environment.ProcessId)!.Value;

    public bool IsAlive => Of(Id) == this;

    public static ProcessIdentity? Of(int id)
    {
        try
        {
            return OperatingSystem.IsLinux() ? FromProc(id) : FromSystem(id);
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    public static ProcessIdentity? Parse(string line) =>
        line.Split(' ', 2) is [var id, var started] && int.TryParse(id, out var number)
            ? new ProcessIdentity(number, started)
            : null;

    public override string ToString() => $"{Id} {Started}";

    // The name in parentheses may hold anything; after it come the state (Z: dead, not yet buried) and 18 more numbers.
    private static ProcessIdentity? FromProc(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" ? null : new ProcessIdentity(id, fields[19]);
    }

    private static ProcessIdentity? FromSystem(int id)
    {
        using var process = Process.GetProcessById(id);
        return new ProcessIdentity(id, process.StartTime.ToUniversalTime().ToString("s", CultureInfo.InvariantCulture));
    }
}
