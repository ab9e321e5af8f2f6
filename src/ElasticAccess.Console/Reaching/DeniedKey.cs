using System.Text.Json.Nodes;

namespace ElasticAccess.Console.Reaching;

/// <summary>Who was denied what, of a summary by requester, item and version.</summary>
internal sealed class DeniedKey(UsageGroup group)
{
    public string Requester => Text(group.Key["requester"]?["value"]);

    public string Type => Text(group.Key["requester"]?["type"]);

    public string Item => Text(group.Key["item"]);

    public string Version => Text(group.Key["itemVersion"]);

    /// <summary>The address that asks why.</summary>
    public string Question(string path) =>
        $"{path}?item={Escaped(Item)}&version={Escaped(Version)}&requester={Escaped(Requester)}&type={Escaped(Type)}";

    private static string Escaped(string text) => Uri.EscapeDataString(text);

    private static string Text(JsonNode? node) => node is JsonValue value ? value.ToString() : "";
}
