using System.Text;
using System.Text.Json.Nodes;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Wire;

/// <summary>
/// What goes over the wire, to the letter, in both versions and on both stores. Each file is a list of steps; a step
/// has one request and the answer of each version. Files run in the order of their names on an empty service.
/// To approve new answers, run once with ELASTICACCESS_APPROVE=true and read the difference before committing it.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string Folder =
        Path.Combine(Repository.Root, "tests", "ElasticAccess.Api.Tests", "Wire");

    private static bool Approves => Environment.GetEnvironmentVariable("ELASTICACCESS_APPROVE") == "true";

    [Theory]
    [InlineData(Store.Sqlite, "v1.0")]
    [InlineData(Store.Sqlite, "v1.1")]
    [InlineData(Store.Postgres, "v1.0")]
    [InlineData(Store.Postgres, "v1.1")]
    public async Task Answers_are_as_approved(Store store, string version)
    {
        await using var service = await Service.StartAsync(store);
        var exchange = new GoldenExchange(service, version);
        var differences = new StringBuilder();
        foreach (var file in Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal))
        {
            var steps = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsArray();
            foreach (var step in steps.Select(step => step!.AsObject()).Where(step => IsIn(step, version)))
            {
                var expected = step[version] is { } approved ? GoldenExchange.Text(approved) : "nothing";
                var answer = await exchange.SendAsync(step);
                if (GoldenExchange.Text(answer) is var actual && actual != expected)
                {
                    differences.AppendLine($"{Path.GetFileName(file)}: {step["request"]}");
                    differences.AppendLine($"  expected {expected}").AppendLine($"  found    {actual}");
                    step[version] = answer;
                }
            }

            if (Approves && store == Store.Sqlite)
            {
                await File.WriteAllTextAsync(file, GoldenExchange.Pretty(steps));
            }
        }

        Assert.True(differences.Length == 0, differences.ToString());
    }

    private static bool IsIn(JsonObject step, string version) => ((string?)step["only"] ?? version) == version;
}
