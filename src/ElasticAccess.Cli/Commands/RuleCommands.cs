using System.CommandLine;
using ElasticAccess.Cli.Files;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Commands;

/// <summary>Rules of access, contract section 7.</summary>
internal static class RuleCommands
{
    private static readonly View Condition = View.Of("id", "name", "operator", "key", "values", "conditions");

    private static readonly View Action = View.Of("id", "name", "action", "conditionId", "allocation", "used");

    private static readonly View OfInstance = View.Of("lineItemId", "actions");

    private static readonly Argument<string?> ConditionId = new("condition-id")
    {
        Description = "UUID of the condition",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Every = new("--all") { Description = "All conditions of the instance" };

    private static readonly Argument<string?> MaybeLineItem = new("activation-id")
    {
        Description = "Line item; without it, all of the instance",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command All() => Syntax.Group(
        "rules", "Rules of access: conditions test the requester, actions of a line item allow or deny",
        Syntax.Group(
            "conditions", "Conditions of an instance: [{\"name\", \"operator\": \"IN\"|\"NOT\"|\"AND\"|\"OR\", "
            + "\"key\", \"values\"}]",
            Syntax.Verb("list", "All conditions", [Given.Instance], run =>
                run.ShowArrayAsync(Condition, run.Client.ListConditionsAsync(run.Need(Given.Instance), run.Ct))),
            Syntax.Verb("create", "Create conditions", [Given.Instance, Given.JsonFile], run =>
                run.ShowArrayAsync(Condition, run.Client.AddConditionsAsync(
                    run.Need(Given.Instance), Conditions(run), run.Keyed, run.Ct))),
            Syntax.Verb(
                "change", "Change the conditions that have an id, create those without",
                [Given.Instance, Given.JsonFile],
                run => run.ShowArrayAsync(Condition, run.Client.PatchConditionsAsync(
                    run.Need(Given.Instance), Conditions(run), run.Keyed, run.Ct))),
            Syntax.Verb(
                "delete", "Delete one condition, or with --all all; refused while an action refers to it",
                [ConditionId, Given.Instance, Every], DeleteConditionAsync)),
        Syntax.Group(
            "actions", "Ordered actions of a line item: [{\"name\", \"conditionId\", \"action\": \"ALLOW\"|\"DENY\", "
            + "\"allocation\": tokens}]; the first that fits decides",
            Syntax.Verb("list", "Actions of a line item, or of all", [MaybeLineItem, Given.Instance], ListActionsAsync),
            Syntax.Verb(
                "create", "Give a line item its first actions", [Given.LineItem, Given.Instance, Given.JsonFile],
                run => run.ShowArrayAsync(Action, run.Client.CreateActionsAsync(
                    run.Need(Given.Instance), run.Need(Given.LineItem), Actions(run), run.Keyed, run.Ct))),
            Syntax.Verb(
                "change", "Replace the list; an action that keeps its id keeps what was used of its allocation",
                [Given.LineItem, Given.Instance, Given.JsonFile],
                run => run.ShowArrayAsync(Action, run.Client.PutActionsAsync(
                    run.Need(Given.Instance), run.Need(Given.LineItem), Actions(run), run.Keyed, run.Ct))),
            Syntax.Verb("delete", "Delete all actions of a line item", [Given.LineItem, Given.Instance], run =>
                Run.DoneAsync(
                    run.Client.DeleteActionsAsync(
                        run.Need(Given.Instance), run.Need(Given.LineItem), run.Keyed, run.Ct),
                    $"{run.Need(Given.LineItem)} has no actions."))));

    private static List<Condition> Conditions(Run run) =>
        Input.Read<List<Condition>>(run.Need(Given.JsonFile));

    private static List<AccessAction> Actions(Run run) => Input.Read<List<AccessAction>>(run.Need(Given.JsonFile));

    private static Task ListActionsAsync(Run run)
    {
        var instance = run.Need(Given.Instance);
        return run.Get(MaybeLineItem) is { } lineItem
            ? run.ShowArrayAsync(Action, run.Client.ListActionsAsync(instance, lineItem, run.Ct))
            : run.ShowAllAsync(
                OfInstance, next => run.Client.ListInstanceActionsAsync(instance, next, run.Ct), "lineItems");
    }

    private static Task DeleteConditionAsync(Run run) => (run.Get(ConditionId), run.Get(Every)) switch
    {
        ({ } id, false) => Run.DoneAsync(
            run.Client.DeleteConditionAsync(run.Need(Given.Instance), id, run.Keyed, run.Ct), $"{id} is deleted."),
        (null, true) => Run.DoneAsync(
            run.Client.DeleteConditionsAsync(run.Need(Given.Instance), run.Keyed, run.Ct), "No condition is left."),
        _ => throw new Failure(ExitCode.Usage, "Name one condition, or say --all."),
    };
}
