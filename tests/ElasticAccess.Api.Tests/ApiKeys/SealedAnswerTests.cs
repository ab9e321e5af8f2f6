using System.Net.Http.Json;
using System.Text;
using ElasticAccess.Data;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.ApiKeys;

public sealed class SealedAnswersOnSqlite(SharedServices services) : SealedAnswerTests(services, Store.Sqlite);

public sealed class SealedAnswersOnPostgres(SharedServices services) : SealedAnswerTests(services, Store.Postgres);

public abstract class SealedAnswerTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Fact]
    public async Task A_key_is_made_once_and_shown_again_under_its_idempotency_key_but_not_readable_in_the_store()
    {
        var first = await CreateAsync("sealed-1");
        Assert.Equal(first, await CreateAsync("sealed-1"));

        var secret = first.Split("\"key\":\"")[1].Split('"')[0];
        using var scope = Service.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        var stored = await db.StoredAnswers.AsNoTracking().ToListAsync();
        Assert.NotEmpty(stored);
        Assert.DoesNotContain(stored, answer => Encoding.UTF8.GetString(answer.Body).Contains(secret));
    }

    private async Task<string> CreateAsync(string idempotencyKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1.1/api-keys")
        {
            Content = JsonContent.Create(new { name = "sealed", type = "admin" }),
        };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var answer = await Service.Raw.SendAsync(request);
        Assert.Equal(201, (int)answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
