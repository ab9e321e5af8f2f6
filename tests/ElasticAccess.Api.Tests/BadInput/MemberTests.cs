using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Tests.BadInput;

[Collection<QuietSqlite>]
public sealed class MemberOnSqlite(QuietSqliteService quiet) : MemberTests(quiet);

[Collection<QuietPostgres>]
public sealed class MemberOnPostgres(QuietPostgresService quiet) : MemberTests(quiet);

/// <summary>Rows 2 to 8 of the catalogue for every member of every body, read off the examples.</summary>
public abstract class MemberTests(QuietService quiet) : BadInputTest(quiet)
{
    private static readonly string[] Optional =
    [
        "dictionary", "version", "metaData", "instances", "series", "expires", "elastic", "rateTableSeries",
        "overdraftType", "overdraftLimit", "idempotencyKey", "allocation", "nextReset", "recoverAt", "lineItemId",
    ];

    [Fact]
    public Task A_required_member_may_not_be_missing_or_null_or_in_other_case() => AreRefused(
        Members().Where(member => IsRequired(member)).SelectMany(member =>
            new[] { "-", "null", "case" }.SelectMany(how => Attempt.Of(
                member.Target,
                $"{member.Path} {how}",
                With(member, how),
                400,
                $"$.{member.Path}: is missing but it is required".Replace("$.[", "$[", StringComparison.Ordinal)))));

    [Fact]
    public Task A_value_of_another_type_is_refused_by_name() => AreRefused(
        Members().SelectMany(member => WrongTypes(member.Value).SelectMany(wrong => Attempt.Of(
            member.Target, $"{member.Path} as {wrong.Name}", With(member, wrong.Json), 400, wrong.Text(member)))));

    [Fact]
    public Task A_member_given_twice_is_refused_by_name() => AreRefused(
        Members().Where(member => member.Value is JsonValue).SelectMany(member => Attempt.Of(
            member.Target,
            $"{member.Path} twice",
            Twice(member),
            400,
            $"$.{member.Path}: is given twice".Replace("$.[", "$[", StringComparison.Ordinal))));

    [Fact]
    public Task An_element_of_an_array_may_not_be_null() => AreRefused(
        Arrays().SelectMany(array => Attempt.Of(
            array.Target, $"null in {array.Path}", array.Body, 400,
                $"{array.Path}: null found, {array.Kind} expected")));

    [Fact]
    public Task A_member_of_a_free_object_given_twice_is_refused_by_name() => AreRefused(
        new[] { "requester.dictionary", "requestedItems[0].metaData" }.SelectMany(path =>
        {
            var target = Target.OneOff.For(Instance);
            var body = JsonNode.Parse(target.Body)!;
            Change(body, path, "\"here\"");
            var twice = body.ToJsonString().Replace("\"here\"", """{"b":[{"a":1,"c":2,"a":1}]}""", StringComparison.Ordinal);
            return Attempt.Of(target, path, twice, 400, $"$.{path}.b[0].a: is given twice");
        }));

    private IEnumerable<(Target Target, string Path, string Body, string Kind)> Arrays()
    {
        foreach (var target in Target.All.Select(target => target.For(Instance)))
        {
            foreach (var array in (string[])["requestedItems", "requests", "items", "conditions", "instances", ""])
            {
                var body = JsonNode.Parse(target.Body)!;
                if ((array.Length == 0 ? body : body is JsonObject ? body[array] : null) is JsonArray elements)
                {
                    elements.Add(null);
                    yield return (
                        target,
                        $"${(array.Length == 0 ? "" : $".{array}")}[{elements.Count - 1}]",
                        body.ToJsonString(),
                        array == "instances" ? "string" : "object");
                }
            }
        }
    }

    // The version of a rate table is required, that of an item is not.
    private static bool IsRequired(Member member) => !Optional.Contains(member.Name) || member.Path == "version";

    private static string With(Member member, string how)
    {
        var body = JsonNode.Parse(member.Target.Body)!;
        if (how == "case")
        {
            var at = member.Path.LastIndexOf(member.Name, StringComparison.Ordinal);
            Change(body, member.Path[..at] + member.Name.ToUpperInvariant(), member.Value.ToJsonString());
            how = "-";
        }

        Change(body, member.Path, how);
        return body.ToJsonString();
    }

    private static string Twice(Member member)
    {
        var body = JsonNode.Parse(member.Target.Body)!;
        Change(body, member.Path, "\"here\"");
        var twice = $"\"{member.Name}\":{member.Value.ToJsonString()}";
        return body.ToJsonString().Replace($"\"{member.Name}\":\"here\"", $"{twice},{twice}", StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Json, Func<Member, string> Text)> WrongTypes(JsonNode value)
    {
        var expected = value switch
        {
            JsonArray => "array",
            JsonObject => "object",
            _ => value.GetValueKind() switch
            {
                System.Text.Json.JsonValueKind.String => "string",
                System.Text.Json.JsonValueKind.Number => "number",
                _ => "boolean",
            },
        };
        var all = new (string Name, string Json)[]
        {
            ("string", expected == "number" ? "\"1\"" : "\"x\""), ("integer", "1"), ("number", "1.5"), (
                "boolean", "true"),
            ("array", "[]"), ("object", "{}"),
        };
        return all.Where(type => type.Name != expected && !(expected == "number" && type.Name is "integer"))
            .Select(type =>
                (type.Name, type.Json, (Func<Member, string>)(member => member.Wrong(type.Name, expected))));
    }

    private IEnumerable<Member> Members() => Target.All.Select(target => target.For(Instance))
        .SelectMany(target => Walk(target, "", JsonNode.Parse(target.Body)!));

    private static IEnumerable<Member> Walk(Target target, string path, JsonNode node) => node switch
    {
        JsonObject members when path.EndsWith("metaData", StringComparison.Ordinal)
            || path.EndsWith("dictionary", StringComparison.Ordinal) => [],
        JsonObject members => members.SelectMany(member =>
        {
            var below = path.Length == 0 ? member.Key : $"{path}.{member.Key}";
            return Walk(target, below, member.Value!).Prepend(new Member(target, below, member.Key, member.Value!));
        }),
        JsonArray items => items.SelectMany((item, i) => Walk(target, $"{path}[{i}]", item!)),
        _ => [],
    };

    private sealed record Member(Target Target, string Path, string Name, JsonNode Value)
    {
        private static readonly string[] Integers =
            ["quantity", "start", "end", "overdraftLimit", "effectiveFrom", "expires", "nextReset"];

        private static readonly string[] FreeObjects = ["dictionary", "metaData"];

        public string Wrong(string found, string expected) => FreeObjects.Contains(Name)
            ? $"{At}: must be an object"
            : $"{At}: {found} found, {(Integers.Contains(Name) ? "integer" : expected)} expected";

        private string At => Path[0] == '[' ? $"${Path}" : $"$.{Path}";
    }
}
