using System.Globalization;

namespace ElasticAccess.Chaos;

/// <summary>How the services' clocks are moved.</summary>
internal enum ClockKind
{
    /// <summary>The sandbox clock, forward and for both replicas.</summary>
    Sandbox,

    /// <summary>libfaketime, both ways and for each replica by itself; where it is installed.</summary>
    Fake,

    /// <summary>Not at all: services as in production.</summary>
    Real,
}

/// <summary>Of which runs there is something left to look at.</summary>
internal enum KeepWhat
{
    Never,
    Red,
    Always,
}

/// <summary>What the run is told.</summary>
/// <param name="Service">Another build of the service; null: the one of this tree.</param>
/// <param name="Older">What both replicas begin with; they are upgraded under load, one after the other.</param>
/// <param name="Sql">Run as superuser once the schema is there; <c>{db}</c> is the database.</param>
/// <param name="Keep">Journals and logs of which runs are kept.</param>
/// <param name="Settings">Of the service, as environment variables.</param>
/// <param name="Counts">Instead of the plan's own number of a fault, by its name in any letter case.</param>
internal sealed record Options(
    int Seconds, int Seed, ClockKind Clock, string? Service, string? Older, string? Sql, KeepWhat Keep,
    IReadOnlyDictionary<string, string> Settings, IReadOnlyDictionary<string, int> Counts)
{
    public const string Usage =
        """
        usage: chaos [seconds] [--seed N] [--clock sandbox|fake|real] [--service FILE.dll] [--older FILE.dll]
                     [--sql STATEMENT] [--setting NAME=VALUE]… [--count FAULT=N]… [--keep never|red|always]
        """;

    /// <summary>Null when the arguments make no sense.</summary>
    public static Options? Parse(string[] args)
    {
        var options = new Options(
            300, Random.Shared.Next(1, 1_000_000), ClockKind.Sandbox, null, null, null, KeepWhat.Red,
            new Dictionary<string, string>(), new Dictionary<string, int>());
        var queue = new Queue<string>(args);
        if (queue.TryPeek(out var first) && int.TryParse(first, out var seconds))
        {
            queue.Dequeue();
            options = options with { Seconds = seconds };
        }

        try
        {
            while (queue.TryDequeue(out var name))
            {
                options = Take(options, name, queue.Dequeue());
            }

            return options.Seconds >= 10 ? options : null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static Options Take(Options options, string name, string value)
    {
        var (left, right) = value.Split('=', 2) is [var before, var after] ? (before, after) : (value, "");
        return name switch
        {
            "--seed" => options with { Seed = Number(value) },
            "--clock" => options with { Clock = Enum.Parse<ClockKind>(value, ignoreCase: true) },
            "--service" => options with { Service = Path.GetFullPath(value) },
            "--older" => options with { Older = Path.GetFullPath(value) },
            "--keep" => options with { Keep = Enum.Parse<KeepWhat>(value, ignoreCase: true) },
            "--sql" => options with { Sql = value },
            "--setting" => options with { Settings = Add(options.Settings, left, right) },
            "--count" => options with { Counts = Add(options.Counts, left, Number(right)) },
            _ => throw new FormatException(name),
        };
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static Dictionary<string, T> Add<T>(IReadOnlyDictionary<string, T> to, string name, T value) =>
        new(to, StringComparer.OrdinalIgnoreCase) { [name] = value };
}
