using System.Text.Json.Nodes;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Api.Tests.Rules;

/// <summary>Short words for rules: conditions on the department, requests from one.</summary>
internal static class Department
{
    public static Condition Is(params string[] names) => Condition.In("department", [.. names.Select(n => (JsonNode)n)]);

    public static async Task<string> ConditionAsync(this Customer customer, Condition condition) =>
        (await customer.Client.AddConditionsAsync(customer.Instance, [condition]))[0].Id!;

    /// <summary>Replaces the rules of a line item.</summary>
    public static Task<IReadOnlyList<AccessAction>> RuleAsync(
        this Customer customer, string lineItem, params AccessAction[] actions) =>
        customer.Client.PutActionsAsync(customer.Instance, customer.Id(lineItem), actions);

    /// <summary>As <see cref="Customer.AskAsync"/>, from somebody of the department.</summary>
    public static async Task<string> AskFromAsync(this Customer customer, string department, params string[] items) =>
        Customer.Text(await customer.Client.RequestOneOffAsync(
            customer.Instance,
            Customer.Maria with { Dictionary = new JsonObject { ["department"] = department } },
            [.. items.Select(Customer.Item)]));

    /// <summary>Of the actions of a line item, in their order, as <c>ALLOW 4/150</c> or <c>DENY</c>.</summary>
    public static async Task<string> RulesOfAsync(this Customer customer, string lineItem) =>
        Text(await customer.Client.ListActionsAsync(customer.Instance, customer.Id(lineItem)));

    public static string Text(IEnumerable<AccessAction> actions) => string.Join(", ", actions.Select(action => action.Effect
        switch
        {
            ActionEffect.Deny => "DENY",
            _ when action.Allocation is null => "ALLOW",
            _ => FormattableString.Invariant($"ALLOW {action.Used:0.######}/{action.Allocation:0.######}"),
        }));

    public static ElasticAccessClient ClientOf(this Service service, string version) => service.ClientWith(
        Service.AdminKey, version == "v1.0" ? ApiVersion.V10 : ApiVersion.V11);
}
