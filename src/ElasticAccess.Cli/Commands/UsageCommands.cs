using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Commands;

/// <summary>Usage, contract section 18.7.</summary>
internal static class UsageCommands
{
    // In CSV the columns and their order are those of the service's own CSV.
    private static readonly View Row = View.Of(
        "-id", "-sequence", "kind", "usageTime@", "-writeTime@", "-correlationId", "-accountId", "-instanceId",
        "activationId", "-actionId", "-sessionId", "-requester.type=requesterType", "requester.value=requesterValue",
        "-requester.dictionary", "item", "version", "count", "rate", "-rateTable.series=rateTableSeries",
        "-rateTable.version=rateTableVersion", "tokens", "used", "-quantity", "status.code=statusCode", "-metaData");

    private static readonly View Group =
        View.Of("key", "charged", "refunded", "net", "count", "denials").Within("groups");

    private static readonly View Line = View.Of("key", "net").Within("lines");

    private static readonly Option<string?> Instance = new("--instance", "-i") { Description = "One instance (UUID)" };

    private static readonly Option<string?> Account = new("--account") { Description = "One customer account" };

    private static readonly Option<string?> Item = new("--item") { Description = "One item, in all its versions" };

    private static readonly Option<string?> Requester = new("--requester", "-r")
    {
        Description = "One requester's value",
    };

    private static readonly Option<string?> Session = new("--session") { Description = "One session (UUID)" };

    private static readonly Option<string?> Correlation = new("--correlation")
    {
        Description = "One access request, automatic charge or refund (UUID)",
    };

    private static readonly Dictionary<string, UsageKind> KindNames = Enum.GetValues<UsageKind>()
        .Where(kind => kind != UsageKind.Unknown)
        .ToDictionary(kind => JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{kind}"));

    private static readonly Option<UsageKind[]?> Kinds = new("--kind")
    {
        Description = $"Comma-separated: {string.Join(", ", KindNames.Keys)} (default: all)",
        HelpName = "kinds",
        CustomParser = ReadKinds,
    };

    private static readonly Option<string?> Cursor = new("--cursor")
    {
        Description = "Go on after an earlier list: its end says the cursor on standard error",
    };

    private static readonly Option<string> GroupBy = new("--group-by")
    {
        Description = "Comma-separated: item, itemVersion, requester, account, instance, lineItem, hour|day|month, "
            + "dictionary.KEY",
        HelpName = "keys",
        DefaultValueFactory = _ => "",
    };

    private static readonly Option<string?> TimeZone = new("--tz")
    {
        Description = "IANA time zone of days and months (default UTC)",
    };

    private static readonly Option<string> Month = new("--month") { Description = "Such as 2026-11", Required = true };

    private static readonly Option<string> By = new("--by")
    {
        Description = "Key of the requesters' dictionary, such as department",
        Required = true,
    };

    private static readonly Option[] Filters =
        [Given.From, Given.To, Instance, Account, Item, Requester, Session, Correlation];

    private const StringSplitOptions Trimmed =
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    public static Command All() => Syntax.Group(
        "usage", "What was charged, refunded and denied, in tokens",
        Syntax.Verb("list", "Every row, in the order of the ledger", [.. Filters, Kinds, Cursor], ListAsync),
        Syntax.Verb("summary", "Sums by groups; they add up exactly", [.. Filters, GroupBy, TimeZone], SummaryAsync),
        Syntax.Verb(
            "statement", "A month of an instance, shared out by a key of the requesters' dictionaries",
            [Given.Instance, Month, By, TimeZone], StatementAsync));

    private static UsageKind[]? ReadKinds(ArgumentResult result)
    {
        var names = result.Tokens[0].Value.Split(',', Trimmed);
        return names.Length > 0 && names.All(KindNames.ContainsKey)
            ? [.. names.Distinct().Select(name => KindNames[name])]
            : Given.Wrong<UsageKind[]?>(result, $"is no list with commas of {string.Join(", ", KindNames.Keys)}");
    }

    private static T Filter<T>(Run run, T filter)
        where T : UsageFilter => filter with
        {
            From = run.Get(Given.From),
            To = run.Get(Given.To),
            InstanceId = run.Get(Instance),
            AccountId = run.Get(Account),
            Item = run.Get(Item),
            Requester = run.Get(Requester),
            SessionId = run.Get(Session),
            CorrelationId = run.Get(Correlation),
        };

    private static async Task ListAsync(Run run)
    {
        var filter = Filter(run, new UsageFilter { Kinds = run.Get(Kinds) });
        var last = run.Get(Cursor);
        await run.ShowAllAsync<string>(Row, "rows", last ?? "", async at =>
        {
            var page = await run.Client.ListUsageAsync(filter, at.Length == 0 ? null : at, 1_000, run.Ct);
            last = page.Next;
            return page.Rows.Count == 0 ? null : page.Next;
        });
        Run.Say($"To go on from here: --cursor {last}");
    }

    private static async Task SummaryAsync(Run run)
    {
        var query = Filter(run, new UsageSummaryQuery
        {
            GroupBy = run.Need(GroupBy).Split(',', Trimmed),
            TimeZone = run.Get(TimeZone),
        });
        UsageSums total = new(0, 0, 0, 0, 0);
        await run.ShowAllAsync<string>(Group with { Rows = null }, "groups", "", async at =>
        {
            var page = await run.Client.SummarizeUsageAsync(query, at.Length == 0 ? null : at, ct: run.Ct);
            total = page.Total;
            return string.IsNullOrEmpty(page.Next) ? null : page.Next;
        });
        Run.Say($"Total: {total.Charged} charged, {total.Refunded} refunded, {total.Net} net, {total.Denials} denials");
    }

    private static Task StatementAsync(Run run) =>
        DateOnly.TryParseExact(
            run.Need(Month), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? run.ShowAsync(Line, run.Client.GetUsageStatementAsync(
                run.Need(Given.Instance), month, run.Need(By), run.Get(TimeZone), run.Ct))
            : throw new Failure(ExitCode.Usage, $"--month {run.Need(Month)}: such as 2026-11");
}
