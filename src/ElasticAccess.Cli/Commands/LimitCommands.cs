using System.CommandLine;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Commands;

/// <summary>Consumption limits, contract section 12.</summary>
internal static class LimitCommands
{
    private static readonly View Shown = View.Of("limit", "interval", "nextReset@");

    private static readonly View Row = View.Of("lineItemId", "limit", "interval", "nextReset@");

    private static readonly Option<decimal?> Limit =
        Given.AmountOption("--limit", "Tokens that each requester may take from the line item within the interval");

    private static readonly Option<LimitInterval> Interval = new("--interval")
    {
        Description = "How often the count starts again",
        Required = true,
        HelpName = "day|week|month|year",
    };

    private static readonly Option<DateTimeOffset?> NextReset =
        Given.TimeOption("--next-reset", "First start anew; default the next natural one in UTC");

    public static Command All() => Syntax.Group(
        "limits", "Consumption limits: tokens that each single requester may take from a line item within an interval",
        Syntax.Verb("list", "The limits of all line items, oldest line item first", [Given.Instance], run =>
            run.ShowAllAsync(Row, next => run.Client.ListConsumptionLimitsAsync(
                run.Need(Given.Instance), next, ct: run.Ct))),
        Syntax.Verb("show", "The limit of a line item", [Given.LineItem, Given.Instance], async run =>
        {
            _ = await run.Client.FindConsumptionLimitAsync(
                run.Need(Given.Instance), run.Need(Given.LineItem), run.Ct)
                ?? throw new Failure(ExitCode.NotFound, $"{run.Need(Given.LineItem)} has no limit.");
            run.Out.One(Shown, run.Heard);
        }),
        Syntax.Verb(
            "change", "Set the limit of a line item", [Given.LineItem, Given.Instance, Limit, Interval, NextReset],
            run => run.ShowAsync(Shown, run.Client.PutConsumptionLimitAsync(
                run.Need(Given.Instance),
                run.Need(Given.LineItem),
                new(
                    run.Get(Limit) ?? throw new Failure(ExitCode.Usage, "Say how many tokens: --limit 100"),
                    run.Need(Interval),
                    run.Get(NextReset)),
                run.Keyed,
                run.Ct))),
        Syntax.Verb("delete", "Take the limit away", [Given.LineItem, Given.Instance], run => Run.DoneAsync(
            run.Client.DeleteConsumptionLimitAsync(
                run.Need(Given.Instance), run.Need(Given.LineItem), run.Keyed, run.Ct),
            $"{run.Need(Given.LineItem)} has no limit.")));
}
