using System.Net;
using System.Text.Json.Nodes;
using ElasticAccess.Api.Tests.Idempotency;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Audit;

public sealed class AuditQuestionsOnSqlite(SharedServices services) : AuditQuestionTests(services, Store.Sqlite);

public sealed class AuditQuestionsOnPostgres(SharedServices services) : AuditQuestionTests(services, Store.Postgres);

/// <summary>What may be asked of the audit, and how.</summary>
public abstract class AuditQuestionTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private readonly string mark = Guid.NewGuid().ToString("N");

    [Theory]
    [InlineData("from=x", "$.from")]
    [InlineData("cursor=-1", "$.cursor")]
    [InlineData("size=0", "$.size")]
    [InlineData("actor=a&actor=b", "$.actor")]
    [InlineData("from=", "$.from")]
    [InlineData("to=253402300800000", "$.to")]
    [InlineData("from=2&to=1", "$.from")]
    [InlineData("size=", "$.size")]
    [InlineData("actor=", "$.actor")]
    [InlineData("resource=", "$.resource")]
    [InlineData("resource=/a&resource=/b", "$.resource")]
    [InlineData("resource=/%00", "$.resource")]
    [InlineData("cursor=", "$.cursor")]
    [InlineData("cursor=1767225600000", "$.cursor")]
    [InlineData("cursor=a&cursor=a", "$.cursor")]
    public async Task A_malformed_question_is_refused(string query, string path)
    {
        var answer = await Service.Raw.SendAsync("GET", $"/api/v1.1/audit?{query}", null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(path, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_read_as_other_lists_read_theirs()
    {
        foreach (var query in new[]
        {
            "from=", "from=-1", "from=1&from=2", "from=2&to=1", "to=x", "size=0", "size=", "size=1&size=1",
            "size=99999999999999999999", "cursor=", "cursor=0", "unknown=1", "from=0", "",
        })
        {
            var expected = await Service.Raw.SendAsync("GET", $"/api/v1.1/usage?{query}", null);
            var found = await Service.Raw.SendAsync("GET", $"/api/v1.1/audit?{query}", null);

            Assert.True(expected.Status == found.Status, $"{query}: {found.Status} instead of {expected.Status}");
            if (expected.Status == HttpStatusCode.BadRequest)
            {
                Assert.Equal(
                    (string)JsonNode.Parse(expected.Body)!["message"]!,
                    (string)JsonNode.Parse(found.Body)!["message"]!);
            }
        }
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        var usage = JsonNode.Parse((await Service.Raw.SendAsync("GET", "/api/v1.1/usage?size=1", null)).Body)!["next"]!;

        var answer = await Service.Raw.SendAsync("GET", $"/api/v1.1/audit?cursor={usage}", null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task A_percent_sign_in_a_resource_is_one()
    {
        var answer = await Service.Raw.SendAsync("GET", "/api/v1.1/audit?resource=/%2500", null);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task A_resource_is_named_as_it_was_called_also_with_characters_that_a_path_must_escape()
    {
        var id = $"a%20b c/{mark}";
        await Service.Admin.CreateAccountAsync(new Account("N", id));
        await Service.Admin.ChangeAccountAsync(id, new("M"));

        foreach (var path in new[] { $"/accounts/{id}", $"/backoffice/api/v1.0/accounts/{id}" })
        {
            var entries = await Service.Admin.AllAuditAsync(path).ToListAsync();
            Assert.Equal(["createaccount", "patchaccount"], entries.Select(entry => entry.Operation));
        }
    }
}
