using System.Net;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Api.Tests.Processes;

/// <summary>Two replicas change, delete and name the same account.</summary>
public sealed class AccountRaceTests(Replicas replicas) : IClassFixture<Replicas>
{
    private const string Office = "/backoffice/api/v1.0";

    [Fact]
    public async Task Changes_and_deletions_at_once_are_answered_and_told_one_after_the_other()
    {
        for (var round = 0; round < 10; round++)
        {
            var account = await replicas.Clients[0].CreateAccountAsync(new Account("0"));

            var statuses = await Task.WhenAll(Enumerable.Range(1, 12).Select(i => i % 6 == 0
                ? SendAsync(i, HttpMethod.Delete, $"/accounts/{account.Id}")
                : SendAsync(i, HttpMethod.Patch, $"/accounts/{account.Id}", $$"""{"name":"{{i}}"}""")));

            Assert.Empty(statuses.Except([HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound]));
            Assert.Single(statuses, HttpStatusCode.NoContent);
            await AssertChainAsync(account.Id!);
        }
    }

    [Fact]
    public async Task A_partner_that_is_deleted_is_named_by_no_entitlement()
    {
        for (var round = 0; round < 20; round++)
        {
            var partner = await replicas.Clients[0].CreateAccountAsync(new("P", Type: AccountType.ChannelPartner));

            var made = SendAsync(
                0, HttpMethod.Post, "/entitlements", $$"""{"bulk":true,"channelPartners":["{{partner.Id}}"]}""");
            var deleted = SendAsync(1, HttpMethod.Delete, $"/accounts/{partner.Id}");

            Assert.Contains(
                (await made, await deleted),
                new[]
                {
                    (HttpStatusCode.Created, HttpStatusCode.Conflict),
                    (HttpStatusCode.BadRequest, HttpStatusCode.NoContent),
                });
        }
    }

    // What one left is what the next found.
    private async Task AssertChainAsync(string id)
    {
        var entries = await replicas.Clients[0].AllAuditAsync($"/accounts/{id}").ToListAsync();
        var befores = entries.Select(entry => $"{entry.Before}").Order(StringComparer.Ordinal);
        var afters = entries.Select(entry => $"{entry.After}").Order(StringComparer.Ordinal);
        Assert.Equal(afters, befores);
    }

    private async Task<HttpStatusCode> SendAsync(int replica, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Office + path, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, null, "application/json");
        using var answer = await replicas.Http[replica % 2].SendAsync(request);
        return answer.StatusCode;
    }
}
