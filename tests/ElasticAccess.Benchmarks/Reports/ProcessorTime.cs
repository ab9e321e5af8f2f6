using System.Globalization;

namespace ElasticAccess.Benchmarks.Reports;

/// <summary>What a process and all it started have used of the processor, from /proc; 0 where there is none.</summary>
internal static class ProcessorTime
{
    // The kernel's unit for user programs, whatever its own clock.
    private const double TicksPerSecond = 100;

    /// <summary>In seconds. Children that have ended and were waited for count with their parent.</summary>
    public static double Of(int processId)
    {
        var all = Directory.Exists("/proc") ? ReadAll() : [];
        var sum = 0L;
        var open = new Queue<int>([processId]);
        while (open.TryDequeue(out var next))
        {
            if (all.TryGetValue(next, out var process))
            {
                sum += process.Ticks;
                all.Where(pair => pair.Value.Parent == next).ToList().ForEach(pair => open.Enqueue(pair.Key));
            }
        }

        return sum / TicksPerSecond;
    }

    private static Dictionary<int, (int Parent, long Ticks)> ReadAll()
    {
        var all = new Dictionary<int, (int, long)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                && Read(Path.Combine(folder, "stat")) is { } process)
            {
                all[id] = process;
            }
        }

        return all;
    }

    // The name of the program, in brackets, may hold anything; what follows it is separated by spaces.
    private static (int Parent, long Ticks)? Read(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture),
                fields[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }
}
