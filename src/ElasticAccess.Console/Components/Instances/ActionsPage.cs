using ElasticAccess.Console.Reaching;

namespace ElasticAccess.Console.Components.Instances;

/// <summary>A page about the actions of one line item, which its address names.</summary>
public abstract class ActionsPage : OneInstancePage
{
    protected string LineItemId => Asked("id") ?? "";

    protected IReadOnlyList<AccessAction> AllActions { get; private set; } = [];

    protected IReadOnlyList<Condition> Conditions { get; private set; } = [];

    /// <summary>For the forms: which list the page shows.</summary>
    protected string Seen => ActionOrder.MarkOf(AllActions);

    protected override async Task ReadAsync()
    {
        AllActions = await Api.ListActionsAsync(Id, LineItemId, Gone);
        Conditions = await Api.ListConditionsAsync(Id, Gone);
    }

    /// <summary>Puts another list, unless this one is no longer the one that the form was made for.</summary>
    protected Task PutAsync(
        IReadOnlyList<AccessAction> actions, string done, params (string Name, string Value)[] query) =>
        IfSeenAsync(Seen, () => SubmitAsync(
            () => Api.PutActionsAsync(Id, LineItemId, actions, Once, Gone),
            done, Here("/rules/line-item", [("id", LineItemId), .. query])));
}
