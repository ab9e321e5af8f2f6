using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Supply;
using ElasticAccess.Model.Tests.Reference;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>The model's commands in the ledger's terms.</summary>
internal static class Terms
{
    public static LineItemDetails Details(PutLineItem put) => new(
        put.Activation,
        Enum.Parse<LineItemState>(put.State, ignoreCase: true),
        put.Quantity,
        new(put.Start),
        new(put.End),
        put.Elastic,
        put.Series,
        put.Overdraft switch
        {
            null => Domain.Supply.Overdraft.None,
            { IsUnlimited: true } => Domain.Supply.Overdraft.Unlimited,
            var number => Domain.Supply.Overdraft.Number(number.Limit),
        },
        ResetFrequency: null);

    public static RequestedBy Requester(Who who) =>
        new(who.Type, who.Value, who.Facts.IsEmpty ? null : Json(who.Facts).ToJsonString());

    public static IReadOnlyList<WantedItem> Items(ImmutableArray<Wanted> items) =>
    [
        .. items.Select(item => new WantedItem(
            new RequestedItem(new(item.Item, item.Version), new Tokens(item.CountMicro).Value)
            {
                Variables = item.X is { } x
                    ? new Dictionary<string, decimal> { ["x"] = new Tokens(x).Value } : [],
            },
            MetaData: null)),
    ];

    public static string Condition(Test test) => Json(test).ToJsonString();

    public static JsonObject Json(Test test) => test.Parts.IsEmpty
        ? new JsonObject
        {
            ["operator"] = test.Operator,
            ["key"] = test.Key,
            ["values"] = new JsonArray([.. test.Values.Select(Json)]),
        }
        : new JsonObject
        {
            ["operator"] = test.Operator,
            ["conditions"] = new JsonArray([.. test.Parts.Select(part => (JsonNode)Json(part))]),
        };

    public static JsonObject Json(ImmutableSortedDictionary<string, object> facts) =>
        new([.. facts.Select(fact => KeyValuePair.Create(fact.Key, Json(fact.Value)))]);

    private static JsonNode? Json(object fact) => fact switch
    {
        ImmutableArray<object> list => new JsonArray([.. list.Select(Json)]),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        _ => JsonSerializer.SerializeToNode(fact),
    };
}
