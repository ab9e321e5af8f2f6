using System.Text.Json.Nodes;
using ElasticAccess.Api.Tests.Swagger;

namespace ElasticAccess.Api.Tests.Fuzz;

/// <summary>An operation as the served document describes it.</summary>
internal sealed record Described(string Method, string Path, JsonNode Operation, JsonNode Document)
{
    private readonly JsonObject responses = Operation["responses"]!.AsObject();

    // Rate tables may come as CSV, too; their own tests draw such texts.
    private readonly KeyValuePair<string, JsonNode?>? body =
        Operation["requestBody"]?["content"]?.AsObject().OrderBy(one => one.Key, StringComparer.Ordinal).First();

    /// <summary>Of an accepted body; null where the operation takes none.</summary>
    public JsonNode? Example => body?.Value!["example"];

    public string MediaType => body?.Key ?? "application/json";

    public bool TakesCsv => MediaType == "text/csv";

    // Asked for with each request, so it is put together once.
    public IReadOnlySet<int> Statuses { get; } = Operation["responses"]!.AsObject()
        .Where(one => one.Key != "default").Select(one => int.Parse(one.Key)).ToHashSet();

    public string[] Queries { get; } = Parameters(Operation, "query");

    public bool Needs(string query) => Operation["parameters"]!.AsArray().Any(parameter =>
        parameter!["name"]!.GetValue<string>() == query && parameter["required"]?.GetValue<bool>() == true);

    public string[] PathParameters { get; } = Parameters(Operation, "path");

    public bool TakesInstanceHeader { get; } = Parameters(Operation, "header").Contains("x-instance-id");

    /// <summary>The path without its version and its parameters.</summary>
    public string Resource =>
        string.Join('/', Path.Split('/').Where(part => part.Length > 0 && part[0] is not ('{' or 'v')));

    public bool IsOfOffice => Path.StartsWith("/backoffice", StringComparison.Ordinal);

    /// <summary>A condition is in use while an action names it.</summary>
    private bool IsOfRules => Resource.EndsWith("conditions", StringComparison.Ordinal)
        || Resource.EndsWith("actions", StringComparison.Ordinal);

    /// <summary>What makes and uses the same things.</summary>
    public bool IsNear(Described other) => IsOfOffice
        ? other.IsOfOffice && Path.Split('/')[4] == other.Path.Split('/')[4]
        : Resource == other.Resource || (IsOfRules && other.IsOfRules);

    public bool ReadsOnly => Method == "GET";

    public static async Task<Described[]> AllAsync(Service service)
    {
        var all = new List<Described>();
        foreach (var version in new[] { "v1.0", "v1.1" })
        {
            var document = await DocumentTests.DocumentAsync(service, version);
            all.AddRange(DocumentTests.Operations(document).Select(one =>
                new Described(one.Method.ToUpperInvariant(), one.Path, one.Operation, document)));
        }

        return [.. all];
    }

    /// <summary>The schema of an answer in that media type; null where none is described.</summary>
    public JsonNode? SchemaOf(int status, string? mediaType) =>
        mediaType is null ? null : responses[$"{status}"]?["content"]?[mediaType]?["schema"];

    public override string ToString() => Name;

    private string Name { get; } = $"{Method} {Path}";

    private static string[] Parameters(JsonNode operation, string place) =>
    [
        .. (operation["parameters"]?.AsArray() ?? [])
            .Where(parameter => parameter!["in"]!.GetValue<string>() == place)
            .Select(parameter => parameter!["name"]!.GetValue<string>()),
    ];
}
