using System.Globalization;

namespace ElasticAccess.Benchmarks;

/// <summary>How long and how often is measured.</summary>
internal sealed record Options(
    int Rounds = 5, int Seconds = 5, string? RowName = null, bool Wrk = false, int Sessions = 100_000,
    int UsageRows = 10_000_000, int? Instances = null, int? Connections = null, int? CallsOf = null,
    string? Against = null)
{
    public const string Usage =
        "ElasticAccess.Benchmarks [--rounds 5] [--seconds 5] [--row NAME] [--wrk] [--sessions 100000]" +
        " [--usage-rows 10000000] [--instances N] [--connections N] [--calls-of N]" +
        " [--against DLL] [--set NAME=VALUE] [--set-other NAME=VALUE]\n" +
        "  --row  one row of the table instead of all; `reference` needs no service\n" +
        "  --wrk  load from wrk instead of the built-in generator\n" +
        "  --sessions  live sessions of the row `sessions`\n" +
        "  --usage-rows  ledger rows of the row `usage`\n" +
        "  --instances, --connections, --calls-of  of the rows `cost` (one case instead of all) and `compare`\n" +
        "  --against  the ElasticAccess.Api.dll that `compare` measures this build against; else this one\n" +
        "  --set NAME=VALUE, --set-other NAME=VALUE  environment of the service under test, and of that other one";

    private static readonly string[] Tools = ["reference", "compare"];

    /// <summary>Environment of the service under test: name and value.</summary>
    public Dictionary<string, string?> OwnSettings { get; } = [];

    /// <summary>The same for the other build of `compare`.</summary>
    public Dictionary<string, string?> OtherSettings { get; } = [];

    public bool Wants(string row) => RowName is null ? !Tools.Contains(row) : RowName == row;

    /// <summary>Null when the arguments cannot be understood.</summary>
    public static Options? Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--rounds" when Number(value) is { } rounds:
                    options = options with { Rounds = rounds };
                    i++;
                    break;
                case "--seconds" when Number(value) is { } seconds:
                    options = options with { Seconds = seconds };
                    i++;
                    break;
                case "--sessions" when Number(value) is { } sessions:
                    options = options with { Sessions = sessions };
                    i++;
                    break;
                case "--usage-rows" when Number(value) is { } usageRows:
                    options = options with { UsageRows = usageRows };
                    i++;
                    break;
                case "--instances" when Number(value) is { } instances:
                    options = options with { Instances = instances };
                    i++;
                    break;
                case "--connections" when Number(value) is { } connections:
                    options = options with { Connections = connections };
                    i++;
                    break;
                case "--calls-of" when Number(value) is { } callsOf:
                    options = options with { CallsOf = callsOf };
                    i++;
                    break;
                case "--row" when value.Length > 0:
                    options = options with { RowName = value };
                    i++;
                    break;
                case "--against" when value.Length > 0:
                    options = options with { Against = Path.GetFullPath(value) };
                    i++;
                    break;
                case "--set" or "--set-other" when value.Split('=', 2) is [var name, var setting]:
                    (args[i] == "--set" ? options.OwnSettings : options.OtherSettings)[name] = setting;
                    i++;
                    break;
                case "--wrk":
                    options = options with { Wrk = true };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null;
}
