using System.Text.Json;
using System.Text.Json.Serialization;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;

namespace ElasticAccess.Data.Reading;

/// <summary>Between the actions of a line item and what its history keeps of them.</summary>
internal static partial class AllocationJson
{
    public static string Write(IEnumerable<ActionRow> actions) => JsonSerializer.Serialize(
        actions.ToDictionary(action => action.ActionId, action => action.AllocationMicro),
        AllocationShape.Default.DictionaryGuidNullableInt64);

    public static IReadOnlyDictionary<Guid, Tokens?> Read(string json) =>
        JsonSerializer.Deserialize(json, AllocationShape.Default.DictionaryGuidNullableInt64)!
            .ToDictionary(one => one.Key, one => one.Value is { } micro ? new Tokens(micro) : (Tokens?)null);

    [JsonSerializable(typeof(Dictionary<Guid, long?>))]
    private sealed partial class AllocationShape : JsonSerializerContext;
}
