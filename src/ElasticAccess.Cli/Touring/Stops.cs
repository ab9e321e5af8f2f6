using ElasticAccess.Client;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Touring;

/// <summary>The steps of the README's tour, in its order.</summary>
internal static class Stops
{
    private static readonly RequestedItem Render = new("Render", "2.0", 4);

    public static IReadOnlyList<Stop> All { get; } =
    [
        new("A customer", "an instance holds the tokens of one account", async scene =>
        {
            var instance = await scene.InstanceAsync($"Contoso-{scene.Id}");
            await scene.LineItemAsync(instance, $"CO-{scene.Id}", 100);
            return $"instance {instance} with a line item of 100 tokens";
        }),
        new("Prices", "a rate table says what one count of an item costs", PricesAsync),
        new("Ask for access", "granted and charged, or refused, item by item", scene =>
            scene.AskAsync(scene.Watched!.Value.Instance, null, null, Render, new("Teleport"))),
        new("Ask again", "the same Idempotency-Key twice is charged once", async scene =>
        {
            var options = new AccessOptions { IdempotencyKey = $"tour-{scene.Id}" };
            var instance = scene.Watched!.Value.Instance;
            var first = await scene.AskAsync(instance, null, options, new RequestedItem("Export", null, 3));
            var again = await scene.AskAsync(instance, null, options, new RequestedItem("Export", null, 3));
            return first == again ? $"twice: {first}" : throw new Failure(ExitCode.Unexpected, $"{first} / {again}");
        }),
    ];

    public static IReadOnlyList<Stop> Last { get; } =
    [
        new("Usage", "every charge, refund and denial is a row", async scene =>
        {
            var summary = await scene.Client.SummarizeUsageAsync(
                new() { InstanceId = scene.Watched!.Value.Instance }, ct: scene.Ct);
            return $"charged {summary.Total.Charged}, refunded {summary.Total.Refunded}, net {summary.Total.Net}";
        }),
        new("A key for the application", "it reaches its own instance only", KeyAsync),
        new("Rules of access", "who may take how much of a line item", RuleStop.PlayAsync),
        new("Why not?", "a dry run with an explanation; nothing is charged", scene => scene.AskAsync(
            scene.Watched!.Value.Instance, "Sales", new AccessOptions { DryRun = true, Explain = true },
            new RequestedItem("Export"))),
        new("From product to charged token", "eight calls of the back office", SaleStop.PlayAsync),
    ];

    private static async Task<string> PricesAsync(Scene scene)
    {
        await scene.Client.AddRateTableAsync(
            new("1", Scene.Start, [RateTableItem.AtRate("Render", 2.5m, "2.0"), RateTableItem.AtRate("Export", 1)],
                scene.Series),
            ct: scene.Ct);
        scene.Left.Add($"rate table 1 of series {scene.Series}: it is in effect");
        return "Render 2.0 costs 2.5 tokens, Export 1";
    }

    private static async Task<string> KeyAsync(Scene scene)
    {
        var instance = scene.Watched!.Value.Instance;
        var key = await scene.Client.CreateApiKeyAsync(
            new($"Tour {scene.Id}", ApiKeyType.Client) { Instances = [instance] }, ct: scene.Ct);
        scene.Undo($"API key {key.Id}", stop => scene.Client.DeleteApiKeyAsync(key.Id, ct: stop));
        using var application = scene.Application(key.Key);
        var own = await application.ListLineItemsAsync(instance, scene.Ct);
        try
        {
            await application.ListRateTablesAsync(scene.Ct);
            throw new Failure(ExitCode.Unexpected, "A client's key could read the rate tables.");
        }
        catch (ElasticAccessException e) when (e.StatusCode == System.Net.HttpStatusCode.Forbidden)
        {
            return $"it sees {own.Count} line item(s); the rate tables answer 403";
        }
    }
}
