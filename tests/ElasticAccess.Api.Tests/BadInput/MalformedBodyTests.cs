using System.Text;

namespace ElasticAccess.Api.Tests.BadInput;

[Collection<QuietSqlite>]
public sealed class MalformedBodyOnSqlite(QuietSqliteService quiet) : MalformedBodyTests(quiet);

[Collection<QuietPostgres>]
public sealed class MalformedBodyOnPostgres(QuietPostgresService quiet) : MalformedBodyTests(quiet);

/// <summary>What no operation that reads a body accepts, whatever its members.</summary>
public abstract class MalformedBodyTests(QuietService quiet) : BadInputTest(quiet)
{
    private IEnumerable<Target> Targets => Target.All.Select(target => target.For(Instance));

    [Fact]
    public Task Only_one_JSON_value_of_the_right_kind_is_a_body() => AreRefused(Targets.SelectMany(target =>
    {
        var body = target.Body.Trim();
        var isArray = body[0] == '[';
        var isEither = target.Path.Split('/')[^1] is "configuration" or "conditions";
        var kind = isEither ? null : isArray ? "array" : "object";
        return new (string Name, string Body, string? Text)[]
        {
            ("empty", "", "$: is no valid JSON (line 1, byte 0)"),
            ("blank", " \n", null),
            ("no JSON", "hello", "$: is no valid JSON (line 1, byte 0)"),
            ("truncated", body[..^1], null),
            ("half", body[..(body.Length / 2)], null),
            ("trailing garbage", body + "x", null),
            ("two values", body + body, null),
            ("null", "null", kind is null ? null : $"$: null found, {kind} expected"),
            ("number", "1", kind is null ? null : $"$: integer found, {kind} expected"),
            ("text", "\"a\"", kind is null ? null : $"$: string found, {kind} expected"),
            ("the other of array and object", isArray ? "1" : $"[{body}]", kind is "object"
                ? "$: array found, object expected" : null),
            ("comment", body + " // so", null),
            ("trailing comma", body.Insert(body.Length - 1, ","), null),
            ("single quotes", body.Replace('"', '\''), null),
        }.SelectMany(row => Attempt.Of(target, row.Name, row.Body, 400, row.Text));
    }));

    [Fact]
    public Task Nesting_has_a_limit() => AreRefused(Targets.SelectMany(target => new[] { 40, 100, 100_000 }.SelectMany(
        depth => Attempt.Of(target, $"depth {depth}", WithMember(target, $"\"x\": {Nested(depth)}"), 400))));

    [Fact]
    public Task Text_is_UTF8_without_lone_surrogates_and_NUL() => AreRefused(Targets.SelectMany(target =>
    {
        var attempts = new (string Name, string Member, string Text)[]
        {
            ("escaped NUL", "\"x\": \"a\\u0000b\"", "$: a string contains NUL"),
            ("escaped NUL in a name", "\"x\\u0000\": 1", "$: a string contains NUL"),
            ("lone high surrogate", "\"x\": \"\\ud83d\"", "$: a string contains a lone surrogate"),
            ("lone low surrogate", "\"x\": \"\\ude00 \"", "$: a string contains a lone surrogate"),
        }.SelectMany(row => Attempt.Of(target, row.Name, WithMember(target, row.Member), 400, row.Text));
        var raw = Attempt.Of(target, "invalid UTF-8", WithMember(target, "\"x\": \"?\""), 400, "$: is no valid UTF-8")
            .Select(attempt => attempt with { Body = Replace(attempt.Body, (byte)'?', [0xC3, 0x28]) });
        var overlong = Attempt.Of(target, "overlong NUL", WithMember(target, "\"x\": \"?\""), 400,
            "$: is no valid UTF-8")
            .Select(attempt => attempt with { Body = Replace(attempt.Body, (byte)'?', [0xC0, 0x80]) });
        var nul = Attempt.Of(target, "raw NUL", WithMember(target, "\"x\": \"?\""), 400)
            .Select(attempt => attempt with { Body = Replace(attempt.Body, (byte)'?', [0]) });
        return attempts.Concat(raw).Concat(overlong).Concat(nul);
    }));

    [Fact]
    public Task Only_JSON_in_UTF8_without_coding_is_read() => AreRefused(Targets.SelectMany(target =>
    {
        string?[] types =
        [
            null, "", "text/plain", "application/xml", "application/x-www-form-urlencoded", "text/csv",
            "application/json; charset=utf-16", "application/json; charset=iso-8859-1",
                "application/json, application/json",
            "application/jsonx", "json", "*/*",
        ];
        return Attempt.Of(target, "", target.Body, 415).SelectMany(attempt =>
            types.Where(type => !(type == "text/csv" && TakesCsv(attempt)))
                .Select(type => attempt with { Name = $"type {type}", ContentType = type })
                .Append(attempt with { Name = "gzip", Header = ("Content-Encoding", "gzip") })
                .Append(attempt with { Name = "identity", Header = ("Content-Encoding", "identity") }));
    }));

    [Fact]
    public Task A_body_over_1_MiB_is_too_large() => AreRefused(Targets.SelectMany(target => Attempt.Of(
        target, "1 MiB and a byte", target.Body.Trim() + new string(
            ' ', (1024 * 1024) + 1 - target.Body.Trim().Length), 413)));

    // Contract 20; what of it is refused is in RateTableCsvTests.
    private static bool TakesCsv(Attempt attempt) => attempt is { Version: "v1.1", Target.Path: "/rate-tables" };

    private static string WithMember(Target target, string member)
    {
        var body = target.Body;
        var at = body.IndexOf('{', StringComparison.Ordinal) + 1;
        return body.Insert(at, $" {member},");
    }

    private static string Nested(int depth) =>
        new StringBuilder().Insert(0, "[", depth).Append(']', depth).ToString();

    private static byte[] Replace(byte[] body, byte mark, byte[] by)
    {
        var at = Array.IndexOf(body, mark);
        return [.. body[..at], .. by, .. body[(at + 1)..]];
    }
}
