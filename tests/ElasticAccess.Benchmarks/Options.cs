using System.Globalization;

namespace ElasticAccess.Benchmarks;

/// <summary>How long and how often is measured.</summary>
internal sealed record Options(
    int Rounds = 5, int Seconds = 5, string? RowName = null, bool Wrk = false, int Sessions = 100_000,
    int UsageRows = 10_000_000)
{
    public const string Usage =
        "ElasticAccess.Benchmarks [--rounds 5] [--seconds 5] [--row NAME] [--wrk] [--sessions 100000]" +
        " [--usage-rows 10000000]\n" +
        "  --row  one row of the table instead of all; `reference` needs no service\n" +
        "  --wrk  load from wrk instead of the built-in generator\n" +
        "  --sessions  live sessions of the row `sessions`\n" +
        "  --usage-rows  ledger rows of the row `usage`";

    public bool Wants(string row) => RowName is null ? row != "reference" : RowName == row;

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
                case "--row" when value.Length > 0:
                    options = options with { RowName = value };
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
