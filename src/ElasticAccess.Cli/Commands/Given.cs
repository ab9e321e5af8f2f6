using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ElasticAccess.Cli.Files;
using ElasticAccess.Cli.Output;

namespace ElasticAccess.Cli.Commands;

/// <summary>Options and arguments that several commands share.</summary>
internal static class Given
{
    public static Option<string?> Profile { get; } = new("--profile", "-p")
    {
        Description = "Profile to use (default: ELASTIC_ACCESS_PROFILE, else the current one)",
        Recursive = true,
    };

    public static Option<string?> Url { get; } = new("--url")
    {
        Description = "Address of the service, such as http://localhost:5080",
        Recursive = true,
    };

    public static Option<Format> Output { get; } = new("--output", "-o")
    {
        Description = "table for people, json (the API's own) and csv for scripts",
        Recursive = true,
        DefaultValueFactory = _ => Format.Table,
        CustomParser = result => Enum.TryParse<Format>(result.Tokens[0].Value, ignoreCase: true, out var format)
            && !char.IsDigit(result.Tokens[0].Value[0])
                ? format
                : Wrong<Format>(result, "is no format: table, json or csv"),
        HelpName = "table|json|csv",
    };

    public static Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "Neither colours nor bars, also on a terminal (as NO_COLOR does)",
        Recursive = true,
    };

    public static Option<double> Timeout { get; } = new("--timeout")
    {
        Description = "Seconds that one attempt of a call may take, more than 0 and up to 86400",
        HelpName = "seconds",
        Recursive = true,
        DefaultValueFactory = _ => 30,
        CustomParser = result => double.TryParse(
            result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and <= 86_400
                ? seconds
                : Wrong<double>(result, "is no number of seconds up to 86400"),
    };

    public static Option<string?> IdempotencyKey { get; } = new("--idempotency-key")
    {
        Description = "Key of a writing call, 1 to 255 visible ASCII characters (default: a fresh one). The same key "
            + "and content take effect once, within 35 days",
        HelpName = "key",
        Recursive = true,
    };

    public static Option<string> Instance { get; } = new("--instance", "-i")
    {
        Description = "Instance id (UUID)",
        Required = true,
        HelpName = "uuid",
    };

    public static Argument<string> LineItem { get; } = new("activation-id")
    {
        Description = "Id of the line item, as its maker chose it",
    };

    public static Option<bool> DryRun { get; } = new("--dry-run")
    {
        Description = "Say what would happen, and change nothing",
    };

    public static Option<string> JsonFile { get; } = new("--file", "-f")
    {
        Description = "File with the API's JSON; - for standard input",
        Required = true,
        HelpName = "file",
    };

    public static Option<DateTimeOffset?> From { get; } = TimeOption("--from", "First time, inclusive");

    public static Option<DateTimeOffset?> To { get; } = TimeOption("--to", "Last time, exclusive");

    public static Option<DateTimeOffset?> TimeOption(string name, string help) => new(name)
    {
        Description = $"{help}: {Time.Help}",
        HelpName = "time",
        CustomParser = result => Time.Parse(result.Tokens[0].Value)
            ?? Wrong<DateTimeOffset?>(result, $"is no time: {Time.Help}"),
    };

    public static Option<decimal?> AmountOption(string name, string help) => new(name)
    {
        Description = help,
        HelpName = "tokens",
        CustomParser = result => Amount(result.Tokens[0].Value)
            ?? Wrong<decimal?>(result, "is no number such as 100 or 4.5"),
    };

    /// <summary>Digits with at most one point, whatever the language of the machine.</summary>
    public static decimal? Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;

    public static T? Wrong<T>(ArgumentResult result, string why)
    {
        result.AddError($"'{result.Tokens[0].Value}' {why}");
        return default;
    }
}
