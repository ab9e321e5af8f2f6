using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Touring;

/// <summary>200 tokens: Engineering may take 150, the two product departments 50 together, nobody else any.</summary>
internal static class RuleStop
{
    public static async Task<string> PlayAsync(Scene scene)
    {
        var (client, ct) = (scene.Client, scene.Ct);
        var (instance, lineItem) = (await scene.InstanceAsync($"Fabrikam-{scene.Id}"), $"FA-{scene.Id}");
        await scene.LineItemAsync(instance, lineItem, 200);
        var conditions = await client.AddConditionsAsync(
            instance,
            [Condition.In("department", "Engineering"),
                Condition.In("department", "Product Management", "Product Marketing")],
            ct: ct);
        scene.Undo("conditions", stop => client.DeleteConditionsAsync(instance, ct: stop));
        await client.CreateActionsAsync(
            instance, lineItem,
            [AccessAction.Allow(conditions[0].Id, 150), AccessAction.Allow(conditions[1].Id, 50)], ct: ct);
        scene.Undo("actions", stop => client.DeleteActionsAsync(instance, lineItem, ct: stop));

        (string Department, decimal Count)[] asked =
        [
            ("Engineering", 150), ("Engineering", 1), ("Product Management", 30), ("Product Marketing", 20),
            ("Sales", 1),
        ];
        var answers = new List<string>();
        foreach (var (department, count) in asked)
        {
            var answer = await scene.AskAsync(instance, department, null, new RequestedItem("Export", null, count));
            answers.Add($"{department} {count}: {answer.Replace("Export ", "", StringComparison.Ordinal)}");
        }

        return string.Join("; ", answers);
    }
}
