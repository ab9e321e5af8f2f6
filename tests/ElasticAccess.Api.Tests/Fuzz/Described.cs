using System.Text.Json.Nodes;
using ElasticAccess.Api.Tests.Swagger;

namespace ElasticAccess.Api.Tests.Fuzz;

/// <summary>An operation as the served document describes it.</summary>
internal sealed record Described(string Method, string Path, JsonNode Operation, JsonNode Document)
{
    private readonly JsonObject responses = Operation["responses"]!.AsObject();

    /// <summary>Of an accepted body; null where the operation takes none.</summary>
    public JsonNode? Example => Operation["requestBody"]?["content"]?["application/json"]?["example"];

    public IReadOnlySet<int> Statuses =>
        responses.Where(one => one.Key != "default").Select(one => int.Parse(one.Key)).ToHashSet();

    public string[] Queries => Parameters("query");

    public bool Needs(string query) => Operation["parameters"]!.AsArray().Any(parameter =>
        parameter!["name"]!.GetValue<string>() == query && parameter["required"]?.GetValue<bool>() == true);

    public string[] PathParameters => Parameters("path");

    public bool TakesInstanceHeader => Parameters("header").Contains("x-instance-id");

    /// <summary>The path without its version and its parameters.</summary>
    public string Resource =>
        string.Join('/', Path.Split('/').Where(part => part.Length > 0 && part[0] is not ('{' or 'v')));

    public bool IsOfOffice => Path.StartsWith("/backoffice", StringComparison.Ordinal);

    /// <summary>What makes and uses the same things.</summary>
    public bool IsNear(Described other) => IsOfOffice
        ? other.IsOfOffice && Path.Split('/')[4] == other.Path.Split('/')[4]
        : Resource == other.Resource;

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

    public override string ToString() => $"{Method} {Path}";

    private string[] Parameters(string place) =>
    [
        .. (Operation["parameters"]?.AsArray() ?? [])
            .Where(parameter => parameter!["in"]!.GetValue<string>() == place)
            .Select(parameter => parameter!["name"]!.GetValue<string>()),
    ];
}
