using System.Text;

namespace ElasticAccess.Api.Tests.BadInput;

[Collection<QuietSqlite>]
public sealed class SocketOnSqlite(QuietSqliteService quiet) : SocketTests(quiet);

[Collection<QuietPostgres>]
public sealed class SocketOnPostgres(QuietPostgresService quiet) : SocketTests(quiet);

/// <summary>What only a socket can send; the server itself refuses most of it, without a body.</summary>
public abstract class SocketTests(QuietService quiet) : BadInputTest(quiet)
{
    private const string Json = "Content-Type: application/json";
    private const string NewInstance = """{ "shortName": "raw", "accountId": "raw" }""";

    [Theory]
    [InlineData("GET /api/v1.1/instances%00 HTTP/1.1|Host: x", 400)]
    [InlineData("GET /api/v1.1/instances/{instance}/line-items/a%00b HTTP/1.1|Host: x", 400)]
    [InlineData("GET /api/v1.1/instances\0 HTTP/1.1|Host: x", 400)]
    [InlineData("GET /api/v1.1/inst ances HTTP/1.1|Host: x", 400)]
    [InlineData("GET /api/v1.1/instances/Zo\u00eb HTTP/1.1|Host: x", 400)]
    [InlineData("GET /api/v1.1/instances HTTP/1.1", 400)]
    [InlineData("GET /api/v1.1/instances HTTP/1.1|Host: x|Host: y", 400)]
    [InlineData("GET http://other/api/v1.1/instances HTTP/1.1|Host: x", 400)]
    [InlineData("GET /api/v1.1/instances HTTP/1.1|Host: x|X-A: a\0b", 400)]
    [InlineData("GET /api/v1.1/instances HTTP/1.1|Host: x|X-A: a| folded", 400)]
    [InlineData("GET /api/v1.1/instances HTTP/1.1|Host: x|X A: a", 400)]
    [InlineData("GET /api/v1.1/instances HTTP/1.1|Host: x|no colon", 400)]
    [InlineData("GET /api/v1.1/instances HTTP/9.9|Host: x", 505)]
    [InlineData("GET /api/v1.1/instances|Host: x", 400)]
    [InlineData("nonsense|", 400)]
    [InlineData("POST /api/v1.1/instances HTTP/1.1|Host: x|Content-Length: 2|Content-Length: 3", 400)]
    [InlineData("POST /api/v1.1/instances HTTP/1.1|Host: x|Content-Length: -1", 400)]
    [InlineData("POST /api/v1.1/instances HTTP/1.1|Host: x|Content-Length: 1000000000000000000000000000000", 400)]
    [InlineData("POST /api/v1.1/instances HTTP/1.1|Host: x|Content-Length: 0x10", 400)]
    [InlineData("POST /api/v1.1/instances HTTP/1.1|Host: x|Transfer-Encoding: gzip", 400, 501)]
    public async Task Is_refused_by_the_server(string request, params int[] statuses)
    {
        var text = request.Replace("{instance}", Instance, StringComparison.Ordinal).Replace("|", "\r\n",
            StringComparison.Ordinal);
        await IsRefused(Encoding.Latin1.GetBytes($"{text}\r\nAuthorization: Bearer {Service.AdminKey}\r\n\r\n{{}}"),
            statuses);
    }

    [Fact]
    public async Task Lines_and_headers_have_their_limits()
    {
        var long64 = new string('a', 64 * 1024);
        await IsRefused(Ascii(RawConnection.Get($"/api/v1.1/{long64}")), 414);
        await IsRefused(Ascii(RawConnection.Get($"/api/v1.1/instances?x={long64[..(17 * 1024)]}")), 414);
        await IsRefused(Ascii(RawConnection.Get("/api/v1.1/instances", $"X-Long: {long64[..(40 * 1024)]}")), 431);
        await IsRefused(Ascii(RawConnection.Get("/api/v1.1/instances", $"Authorization: Bearer {long64}")), 431);
        var many = Enumerable.Range(0, 200).Select(i => $"X-{i}: {i}").ToArray();
        await IsRefused(Ascii(RawConnection.Get("/api/v1.1/instances", many)), 431);
    }

    [Fact]
    public Task TLS_on_the_plain_port_is_refused() =>
        IsRefused([0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0x00, 0x00, 0x01, 0x00, .. new byte[64]], 400);

    [Fact]
    public async Task A_chunked_body_has_the_same_limit()
    {
        var chunk = $"10000\r\n{new string(' ', 0x10000)}\r\n";
        var text = Post("Transfer-Encoding: chunked")
            + string.Concat(Enumerable.Repeat(chunk, 17)) + $"{NewInstance.Length:x}\r\n{NewInstance}\r\n0\r\n\r\n";
        var answer = await IsRefused(Ascii(text), 413);
        Assert.Contains("urn:elastic-access:problem:too-large", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declared_body_over_the_limit_is_not_waited_for()
    {
        var answer = await IsRefused(Ascii(Post("Content-Length: 1048577")), 413);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("-1\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}0\r\n\r\n")]
    [InlineData("ffffffffffffffffff\r\n{}\r\n0\r\n\r\n")]
    public async Task A_bad_chunk_is_refused(string body) =>
        await IsRefused(Ascii(Post("Transfer-Encoding: chunked") + body), 400);

    [Fact]
    public async Task A_length_beside_chunks_hides_no_second_request()
    {
        var hidden = RawConnection.Request("POST", "/api/v1.1/instances", Json,
            $"Content-Length: {NewInstance.Length}") + NewInstance;
        await IsRefused(
            Ascii(Post("Transfer-Encoding: chunked", "Content-Length: 4") + "2\r\n{}\r\n0\r\n\r\n" + hidden), 400);
    }

    [Fact]
    public async Task A_body_shorter_than_declared_has_no_effect()
    {
        foreach (var headers in new[] { $"Content-Length: {NewInstance.Length + 1}", "Transfer-Encoding: chunked" })
        {
            var start = headers[0] == 'T' ? $"{NewInstance.Length:x}\r\n{NewInstance}\r\n" : NewInstance;
            await IsRefused(Ascii(Post(headers) + start), thenEnd: true, 0, 400);
        }
    }

    [Fact]
    public async Task A_body_that_stalls_is_cut()
    {
        var started = DateTime.UtcNow;
        var answer = await IsRefused(Ascii(Post($"Content-Length: {NewInstance.Length}") + NewInstance[..5]), 0, 408);
        Assert.InRange(DateTime.UtcNow - started, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(40));
        Assert.DoesNotContain("at ElasticAccess", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Idempotency_Key_is_given_once_and_in_ASCII()
    {
        foreach (
            var keys in new[] { "Idempotency-Key: a|Idempotency-Key: a", "Idempotency-Key: a|Idempotency-Key: b",
            "Idempotency-Key: \u00e9" })
        {
            var answer = await IsRefused(
                Encoding.Latin1.GetBytes(
                    Post(
                    [.. keys.Split('|'), $"Content-Length: {NewInstance.Length}", "Connection: close"]) + NewInstance),
                400);
            Assert.DoesNotContain("at ElasticAccess", answer, StringComparison.Ordinal);
        }
    }

    private static string Post(params string[] headers) =>
        RawConnection.Request("POST", "/api/v1.1/instances", [Json, .. headers]);

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private Task<string> IsRefused(byte[] request, params int[] statuses) => IsRefused(request, false, statuses);

    // Status 0: the connection is closed without an answer.
    private async Task<string> IsRefused(byte[] request, bool thenEnd, params int[] statuses)
    {
        var before = await Snapshot.TakeAsync(Service);
        using var socket = await RawConnection.OpenAsync(Service.Address);
        var answer = await socket.SendAsync(request, thenEnd);
        var status = answer.Length == 0 ? 0 : int.Parse(answer.Split(' ')[1]);
        Assert.True(statuses.Contains(status), $"{status} instead of {string.Join(" or ", statuses)}: {answer}");
        Assert.Empty((await Snapshot.TakeAsync(Service)).DifferencesFrom(before));
        return answer;
    }
}
