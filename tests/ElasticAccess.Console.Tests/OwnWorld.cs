using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Console.Tests;

/// <summary>A customer with one line item of 100 tokens, an item at 2.5, and the license administrator's key.</summary>
internal sealed record OwnWorld(string Instance, string LineItem, string Series, string Key)
{
    public static async Task<OwnWorld> MakeAsync(ConsoleService service)
    {
        var api = service.Api;
        var series = $"Own-{Guid.NewGuid():N}"[..14];
        var now = DateTimeOffset.UtcNow;
        await api.AddRateTableAsync(new("1", now.AddDays(-40), [RateTableItem.AtRate("Render", 2.5m)], series));
        var instance = (await api.AddInstanceAsync($"Customer {series}", $"Customer-{series}")).Id;
        await api.PutLineItemAsync(instance, new(
            $"{series}-A", LineItemState.Deployed, 100, now.AddDays(-60), now.AddDays(90),
            new() { RateTableSeries = series }));
        return new(instance, $"{series}-A", series, await KeyAsync(service, instance));
    }

    /// <summary>A client key for these instances alone.</summary>
    public static async Task<string> KeyAsync(ConsoleService service, params string[] instances) =>
        (await service.Api.CreateApiKeyAsync(new("own", ApiKeyType.Client) { Instances = instances })).Key;

    public static Requester Of(string department, string name = "somebody") =>
        new("user", name) { Dictionary = new JsonObject { ["department"] = department } };
}
