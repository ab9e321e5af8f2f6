using System.CommandLine;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Commands;

/// <summary>Alerts, contract section 20.</summary>
internal static class AlertCommands
{
    private static readonly View Shown = View.Of(
        "id", "name", "measure", "threshold", "recoverAt", "cooldown", "state", "since@", "value", "-judged@",
        "-lastFired@", "lineItemId", "-actionId", "-created@", "-modified@");

    private static readonly Argument<string> Id = new("alert-id") { Description = "UUID of the alert" };

    private static readonly Option<string?> Name = new("--name") { Description = "A name for people" };

    private static readonly Option<AlertMeasure?> Measure = new("--measure")
    {
        Description = "remaining, overdraftUsed, usedInDay, usedInMonth, allocationRemaining: tokens; "
            + "remainingPercent: percent of the quantity usable now; daysToExpiry: days",
        HelpName = "measure",
    };

    private static readonly Option<decimal?> Threshold =
        Given.AmountOption("--threshold", "It fires when the measure crosses this, in the measure's unit");

    private static readonly Option<decimal?> RecoverAt =
        Given.AmountOption("--recover-at", "It recovers there, in the measure's unit (default: the threshold)");

    private static readonly Option<string?> Cooldown = new("--cooldown")
    {
        Description = "It never fires twice within this time, ISO 8601 such as PT1H (the default)",
        HelpName = "duration",
    };

    private static readonly Option<string?> LineItem = new("--line-item")
    {
        Description = "Only this line item; default all of the instance",
        HelpName = "activation-id",
    };

    private static readonly Option<string?> Action = new("--action")
    {
        Description = "Of allocationRemaining: the action",
        HelpName = "uuid",
    };

    private static readonly Option[] Members = [Name, Measure, Threshold, RecoverAt, Cooldown, LineItem, Action];

    public static Command All() => Syntax.Group(
        "alerts", "Alerts fire when tokens, percent or days cross a threshold, and recover",
        Syntax.Verb("list", "All alerts of an instance, with their states", [Given.Instance], run =>
            run.ShowAllAsync(
                Shown, next => run.Client.ListAlertsAsync(run.Need(Given.Instance), next, ct: run.Ct))),
        Syntax.Verb("show", "One alert", [Id, Given.Instance], run => run.ShowAsync(
            Shown, run.Client.GetAlertAsync(run.Need(Given.Instance), run.Need(Id), run.Ct))),
        Syntax.Verb(
            "create", "Define an alert; needs --name, --measure and --threshold", [Given.Instance, .. Members],
            run => run.ShowAsync(Shown, run.Client.CreateAlertAsync(
                run.Need(Given.Instance), Wish(run, null), run.Keyed, run.Ct))),
        Syntax.Verb(
            "change", "Change what is given and leave the rest as it is; it is judged anew",
            [Id, Given.Instance, .. Members], ChangeAsync),
        Syntax.Verb("delete", "Delete an alert", [Id, Given.Instance], run => Run.DoneAsync(
            run.Client.DeleteAlertAsync(run.Need(Given.Instance), run.Need(Id), run.Keyed, run.Ct),
            $"{run.Need(Id)} is deleted.")));

    private static async Task ChangeAsync(Run run)
    {
        var now = await run.Client.GetAlertAsync(run.Need(Given.Instance), run.Need(Id), run.Ct);
        await run.ShowAsync(Shown, run.Client.PutAlertAsync(
            run.Need(Given.Instance), run.Need(Id), Wish(run, now), run.Keyed, run.Ct));
    }

    private static AlertWish Wish(Run run, Alert? now) => new(
        run.Get(Name) ?? now?.Name ?? throw Missing("--name"),
        run.Get(Measure) ?? now?.Measure ?? throw Missing("--measure"),
        run.Get(Threshold) ?? now?.Threshold ?? throw Missing("--threshold"),
        run.Get(Cooldown) ?? now?.Cooldown ?? "PT1H")
    {
        LineItemId = run.Get(LineItem) ?? now?.LineItemId,
        ActionId = run.Get(Action) ?? now?.ActionId,
        RecoverAt = run.Get(RecoverAt) ?? now?.RecoverAt,
    };

    private static Failure Missing(string option) => new(ExitCode.Usage, $"A new alert needs {option}.");
}
