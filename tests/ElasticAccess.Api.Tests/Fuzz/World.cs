using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ElasticAccess.Api.Tests.BackOffice;

namespace ElasticAccess.Api.Tests.Fuzz;

/// <summary>What there is to aim at: few of everything, so that requests meet each other's effects.</summary>
internal sealed class World
{
    private const string Bulk = "bulk";
    private const int RememberedMax = 4;

    private static readonly string[] ActivationIds = ["LI-1", "LI-2", "LI-3", "LI-4", "LI-5", "LI-6"];
    private readonly ConcurrentDictionary<string, string[]> known = [];

    private World(string[] instances, string clientKey, Shop shop)
    {
        Instances = instances;
        ClientKey = clientKey;
        Shop = shop;
    }

    public string[] Instances { get; }

    public Shop Shop { get; }

    /// <summary>Reaches the first instance only.</summary>
    public string ClientKey { get; }

    public static async Task<World> MakeAsync(Service service)
    {
        string[] instances = [await service.NewInstance(), await service.NewInstance(), await service.NewInstance()];
        var shop = await Shop.OpenAsync(service);
        await shop.PostAsync("/entitlements", shop.Sale(Bulk, "\"bulk\": true", "whole=1000000000"));
        await shop.PostAsync($"{shop.PathOf(Bulk)}/deploy");

        // Claims and this one keep the account from being deleted.
        await shop.SellAsync("kept", "kept=1");
        await shop.PostAsync($"{shop.PathOf("kept")}/deploy");
        return new World(instances, await service.ClientKeyFor(instances[0]), shop);
    }

    /// <summary>A value for a parameter, or a member of a body, of that name; null where any will do.</summary>
    public string? Draw(Random random, string name, string instance) => name switch
    {
        "instanceId" or "x-instance-id" => instance,
        "lineItemId" or "activationId" => Pick(random, ActivationIds),
        "conditionId" or "sessionId" or "alertId" => Latest(random, $"{name} {instance}"),
        "apiKeyId" or "featureId" or "licenseModelId" or "productId" or "entitlementId" => Latest(random, name),
        "webhookId" or "deliveryId" => Latest(random, name),

        // Nobody is called: that name leads nowhere by its definition (RFC 6761).
        "url" => "https://hooks.invalid/",
        "events" => Pick(random, Domain.Webhooks.EventTypes.All),
        "keyId" => $"key-{random.Next(4)}",
        "accountId" => $"account-{random.Next(4)}",
        "series" => Pick(random, ["", "PublicationApps"]),
        "rateTableSeries" => "PublicationApps",
        "default" or "dryRun" or "explain" => Pick(random, ["true", "false"]),
        "size" => $"{random.Next(1, 20)}",
        "from" => "1767225600000",
        "to" or "at" => "1800000000000",
        "month" => "2026-11",
        "by" => "dictionary.department",
        "tz" => Pick(random, ["Europe/Berlin", "Asia/Kathmandu", "Nowhere/Else"]),
        "groupBy" => Pick(random, ["item", "requester,day", "dictionary.site,hour", "instance,lineItem", "colour"]),
        "mode" => "batch",
        "format" => "json",
        "meterType" => "elastic",
        "pastDays" or "pageNumber" => $"{random.Next(1, 4)}",
        _ => null,
    };

    /// <summary>The same in the back office, where names mean other things.</summary>
    public string? DrawInOffice(Random random, string name) => name switch
    {
        // Mostly new ones: an activation id is sold once.
        "activationId" => $"sold-{random.Next(2_000)}",
        "product" => random.Next(4) == 0 ? Latest(random, "productId") : Shop.Product,
        "licenseModel" or "licenseModels" => random.Next(4) == 0 ? Latest(random, "licenseModelId") : Shop.Model,
        "features" => random.Next(2) == 0 ? Latest(random, "featureId") : Shop.Feature,
        "account" => random.Next(8) == 0 ? $"account-{random.Next(4)}" : Shop.Account,
        "channelPartners" => Latest(random, "partner"),
        // Mostly new ones; or one of the few accounts that are asked for, so that these are there.
        "id" => random.Next(4) == 0
            ? $"account-{random.Next(4)}"
            : $"{Pick(random, ["account", "sale"])}-{random.Next(200)}",
        "name" => $"name {random.Next(500)}",
        _ => null,
    };

    /// <summary>An entitlement, and a line item that is most likely its own.</summary>
    public (string Entitlement, string LineItem) DrawSold(Random random) =>
        Latest(random, "sold").Split('|') is [var entitlement, var lineItem] ? (entitlement, lineItem) : ("x", "x");

    /// <summary>What a path of the back office names: mostly of one sale, so that it is there.</summary>
    public string? DrawSold(string name, Described operation, (string Entitlement, string LineItem) sold) => name switch
    {
        "entitlementId" when operation.Path.EndsWith("/claims", StringComparison.Ordinal) => Shop.Id(Bulk),
        "entitlementId" => sold.Entitlement,
        "activationId" => sold.LineItem,
        "accountId" when operation.Method == "DELETE" => Shop.Account,
        _ => null,
    };

    /// <summary>Ids that an answer tells.</summary>
    public void Learn(Described operation, string instance, JsonNode? answer)
    {
        if (operation.TakesCsv)
        {
            return;
        }

        var resource = operation.Path.Split('/').Last(part => !part.StartsWith('{'));
        var ids = (operation.Method, resource) switch
        {
            ("POST", "sessions") => [("sessionId " + instance, answer!["sessionId"])],
            ("POST", "conditions") => answer!.AsArray().Select(one => ("conditionId " + instance, one!["id"])),
            ("POST", "alerts") => [("alertId " + instance, answer!["id"])],
            ("POST", "api-keys") => [("apiKeyId", answer!["id"])],
            ("POST", "webhooks") => [("webhookId", answer!["id"])],
            ("POST", "test" or "redeliver") when operation.Path.Contains("/webhooks/", StringComparison.Ordinal) =>
                [("deliveryId", answer!["id"])],
            ("POST", "features" or "license-models" or "products" or "entitlements") =>
                [($"{resource.TrimEnd('s').Replace("-m", "M", StringComparison.Ordinal)}Id", answer!["id"])],
            _ => Array.Empty<(string, JsonNode?)>(),
        };
        foreach (var sold in resource == "entitlements" ? answer?["lineItems"]?.AsArray() ?? [] : [])
        {
            Remember("sold", $"{answer!["id"]}|{sold!["activationId"]}");
        }

        if (resource == "accounts" && $"{answer?["type"]}" == "CHANNEL_PARTNER")
        {
            Remember("partner", $"{answer!["id"]}");
        }

        foreach (var (name, id) in ids)
        {
            Remember(name, id?.GetValue<string>()
                ?? throw new InvalidOperationException($"{operation} answers without {name}: {answer}"));
        }
    }

    public static T Pick<T>(Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    // The last few: what is older has met its end, or will not be missed.
    private void Remember(string name, string id) =>
        known.AddOrUpdate(name, [id], (_, ids) => [.. ids.TakeLast(RememberedMax - 1), id]);

    private string Latest(Random random, string name) =>
        known.TryGetValue(name, out var ids) ? Pick(random, ids) : "00000000-0000-0000-0000-000000000009";
}
