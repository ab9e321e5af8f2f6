using System.CommandLine;
using ElasticAccess.Cli.Imports;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Commands;

/// <summary>Line items, contract section 6.</summary>
internal static class LineItemCommands
{
    public static readonly View Shown = View.Of(
        "activationId", "state", "quantity", "used", "start@", "end@", "attributes.rateTableSeries",
        "-attributes.elastic", "attributes.overdraftType", "attributes.overdraftLimit", "-attributes.resetFrequency");

    private static readonly Option<DateTimeOffset?> At =
        Given.TimeOption("--at", "As it was at this time (used and state)");

    private static readonly Option<long?> Quantity = new("--quantity")
    {
        Description = "Tokens entitled, 1 to 9000000000000",
        HelpName = "tokens",
    };

    private static readonly Option<DateTimeOffset?> Start =
        Given.TimeOption("--start", "Usable from then on, inclusive");

    private static readonly Option<DateTimeOffset?> End =
        Given.TimeOption("--end", "Usable up to then, inclusive; also 'permanent'");

    private static readonly Option<string?> Series = new("--series")
    {
        Description = "Series of rate tables that price it; '' for the tables without a series",
    };

    private static readonly Option<LineItemState?> State = new("--state")
    {
        Description = "A new one is deployed; obsolete is final",
        HelpName = "deployed|inactive|obsolete",
    };

    private static readonly Option<string?> Overdraft = new("--overdraft")
    {
        Description = "Tokens that may be consumed beyond the quantity; also 'unlimited' or 'none'",
        HelpName = "tokens",
    };

    private static readonly Option<bool?> Elastic = new("--elastic")
    {
        Description = "false: the line item is never charged (default true)",
        HelpName = "true|false",
    };

    public static Command All() => Syntax.Group(
        "line-items", "Line items: a number of tokens with a validity",
        Syntax.Verb("list", "The line items of an instance, in charging order", [Given.Instance], run =>
            run.ShowArrayAsync(Shown, run.Client.ListLineItemsAsync(run.Need(Given.Instance), run.Ct))),
        Syntax.Verb("show", "One line item", [Given.LineItem, Given.Instance, At], run => run.ShowAsync(
            Shown,
            run.Client.GetLineItemAsync(run.Need(Given.Instance), run.Need(Given.LineItem), run.Get(At), run.Ct))),
        Syntax.Verb(
            "create", "Map a line item; needs --quantity, --start and --end",
            [Given.LineItem, Given.Instance, Quantity, Start, End, Series, Overdraft, Elastic], CreateAsync),
        Syntax.Verb(
            "change", "Change what is given and leave the rest as it is",
            [Given.LineItem, Given.Instance, Quantity, Start, End, Series, State, Overdraft, Elastic], ChangeAsync),
        Syntax.Verb("delete", "Delete an obsolete line item", [Given.LineItem, Given.Instance], run => Run.DoneAsync(
            run.Client.DeleteLineItemAsync(
                run.Need(Given.Instance), run.Need(Given.LineItem), run.Keyed, run.Ct),
            $"{run.Need(Given.LineItem)} is deleted.")),
        Syntax.Verb("export", LineItemCsv.ExportHelp, [Given.Instance, CsvFile.Target], LineItemExport.RunAsync),
        Syntax.Verb(
            "import", LineItemCsv.ImportHelp,
            [CsvFile.Source, Given.Instance, Given.DryRun, CsvFile.Resume], LineItemImport.RunAsync));

    private static Task<LineItem> CreateAsync(Run run)
    {
        if (run.Get(Quantity) is not { } quantity || run.Get(Start) is not { } start || run.Get(End) is not { } end)
        {
            throw new Failure(ExitCode.Usage, "A new line item needs --quantity, --start and --end.");
        }

        var made = new LineItem(run.Need(Given.LineItem), LineItemState.Deployed, quantity, start, end, new());
        return PutAsync(run, made);
    }

    private static async Task ChangeAsync(Run run)
    {
        var now = await run.Client.GetLineItemAsync(
            run.Need(Given.Instance), run.Need(Given.LineItem), ct: run.Ct);
        await PutAsync(run, now with
        {
            Quantity = run.Get(Quantity) ?? now.Quantity,
            Start = run.Get(Start) ?? now.Start,
            End = run.Get(End) ?? now.End,
            State = run.Get(State) ?? now.State,
        });
    }

    private static Task<LineItem> PutAsync(Run run, LineItem lineItem)
    {
        var attributes = lineItem.Attributes with
        {
            RateTableSeries = run.Get(Series) ?? lineItem.Attributes.RateTableSeries,
            Elastic = run.Get(Elastic) ?? lineItem.Attributes.Elastic,
        };
        var put = lineItem with { Attributes = Overdrawn(attributes, run.Get(Overdraft)) };
        return run.ShowAsync(
            Shown, run.Client.PutLineItemAsync(run.Need(Given.Instance), put, run.Keyed, run.Ct));
    }

    private static LineItemAttributes Overdrawn(LineItemAttributes attributes, string? overdraft) => overdraft switch
    {
        null => attributes,
        "none" => attributes with { OverdraftType = null, OverdraftLimit = null },
        "unlimited" => attributes with { OverdraftType = OverdraftType.Unlimited, OverdraftLimit = null },
        _ when long.TryParse(overdraft, out var limit) =>
            attributes with { OverdraftType = OverdraftType.Number, OverdraftLimit = limit },
        _ => throw new Failure(ExitCode.Usage, $"--overdraft {overdraft}: tokens, unlimited or none"),
    };
}
