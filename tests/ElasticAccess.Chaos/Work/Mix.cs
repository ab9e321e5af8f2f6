using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElasticAccess.Chaos.Work;

/// <summary>Draws what a worker asks next, and words it.</summary>
/// <param name="instances">Ids, the hot ones first.</param>
internal sealed class Mix(int seed, int worker, string[] instances)
{
    private readonly Random random = new(unchecked((seed * 7919) + worker));
    private int count;

    public double Share() => random.NextDouble();

    public int Next(int below) => random.Next(below);

    /// <summary>Four of five requests meet on the hot instances.</summary>
    public string Instance() => instances[random.NextDouble() < 0.8
        ? random.Next(World.HotInstances)
        : World.HotInstances + random.Next(World.ColdInstances)];

    public Intent OneOff()
    {
        var (key, instance) = (Key(), Instance());
        return New(key, IntentKind.OneOff, "POST", AccessPath(instance), instance, AccessBody(key));
    }

    public Intent Batch()
    {
        var (key, instance) = (Key(), Instance());
        string[] parts = [.. Enumerable.Range(0, random.Next(2, 6)).Select(part => $"{key}.{part}")];
        var requests = new JsonArray();
        foreach (var part in parts)
        {
            var request = AccessBody(part);
            request["idempotencyKey"] = part;
            requests.Add(request);
        }

        return New(
            key, IntentKind.Batch, "POST", $"{AccessPath(instance)}s", instance,
            new JsonObject { ["requests"] = requests }) with
        { Parts = parts };
    }

    /// <summary>Gives a scarce line item a little more than before, or less.</summary>
    public Intent LineItem(long quantity)
    {
        var (key, instance) = (Key(), Instance());
        var kind = random.Next(2) == 0 ? World.Scarce : World.Overdrawn;
        var body = LineItemBody(World.LineItem(kind, Array.IndexOf(instances, instance)), kind, quantity, key);
        return New(
            key, IntentKind.LineItem, "PUT", $"/provisioning/api/v1.1/instances/{instance}/line-items", instance, body);
    }

    public Intent Session()
    {
        var (key, instance) = (Key(), Instance());
        var body = new JsonObject { ["instanceId"] = instance };
        return New(key, IntentKind.SessionCreate, "POST", "/floating/api/v1.1/sessions", instance, body);
    }

    /// <summary>Now and then an item that nobody rates, which is denied and changes nothing.</summary>
    public Intent SessionAccess(string instance, string session)
    {
        var key = Key();
        var items = new JsonArray();
        foreach (var item in World.SessionItems.Where(_ => random.Next(3) > 0).DefaultIfEmpty(World.SessionItems[0]))
        {
            items.Add(Item(item, key));
        }

        if (random.Next(12) == 0)
        {
            items.Add(Item(World.Unrated, key));
        }

        return OfSession(key, IntentKind.SessionAccess, "PUT", instance, session, SessionBody(items));
    }

    public Intent Halt(string instance, string session) =>
        OfSession(Key(), IntentKind.SessionHalt, "PUT", instance, session, SessionBody([]));

    public Intent Close(string instance, string session) =>
        OfSession(Key(), IntentKind.SessionClose, "DELETE", instance, session, null);

    public Intent Heartbeat(string instance, string session)
    {
        var intent = OfSession(Key(), IntentKind.Heartbeat, "GET", instance, session, null);
        return intent with { Path = $"{intent.Path}/heartbeat" };
    }

    public static JsonObject LineItemBody(string activationId, string kind, long quantity, string? key)
    {
        var attributes = new JsonObject { ["elastic"] = true, ["rateTableSeries"] = SeriesOf(kind) };
        if (kind == World.Overdrawn)
        {
            attributes["overdraftType"] = "Number";
            attributes["overdraftLimit"] = World.OverdraftLimit;
        }

        if (key is not null)
        {
            attributes["resetFrequency"] = key;
        }

        return new JsonObject
        {
            ["activationId"] = activationId,
            ["state"] = "DEPLOYED",
            ["quantity"] = quantity,
            ["start"] = 1,
            ["end"] = 253402300799999,
            ["attributes"] = attributes,
        };
    }

    private static string SeriesOf(string kind) => kind switch
    {
        World.Rooms => "rooms",
        World.Plenty => "plenty",
        _ => "scarce",
    };

    private static string AccessPath(string instance) => $"/elastic/api/v1.1/instances/{instance}/access-request";

    private static Intent New(
        string key, IntentKind kind, string method, string path, string instance, JsonObject? body) =>
        new(key, kind, 0, method, path, instance, null, body?.ToJsonString(JsonSerializerOptions.Default));

    private static Intent OfSession(
        string key, IntentKind kind, string method, string instance, string session, JsonObject? body) =>
        New(key, kind, method, $"/floating/api/v1.1/sessions/{session}", instance, body) with { Session = session };

    private JsonObject AccessBody(string key)
    {
        var items = new JsonArray();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var from = random.Next(3) == 0 ? World.ScarceItems : World.OneOffItems;
            items.Add(Item(random.Next(15) == 0 ? World.Unrated : from[random.Next(from.Length)], key));
        }

        return new JsonObject { ["requester"] = Requester(), ["requestedItems"] = items };
    }

    private JsonObject SessionBody(JsonArray items) => new()
    {
        ["requester"] = Requester(),
        ["requestedItems"] = items,
        ["rollbackOnDeny"] = true,
    };

    private JsonObject Requester() => new() { ["type"] = "user", ["value"] = $"worker-{worker}" };

    private JsonObject Item(string item, string key) => new()
    {
        ["item"] = item,
        ["count"] = random.Next(1, 4),
        ["metaData"] = new JsonObject { ["key"] = key },
    };

    private string Key() => $"c{seed}-w{worker}-{++count}-{random.Next():x8}";
}
