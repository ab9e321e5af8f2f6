using System.Net;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Console.Tests;

public sealed class GuardOnSqlite(Browsers browsers) : GuardTests(browsers, Store.Sqlite);

public sealed class GuardOnPostgres(Browsers browsers) : GuardTests(browsers, Store.Postgres);

/// <summary>What another site may not make a browser do, and what every answer carries.</summary>
public abstract class GuardTests(Browsers browsers, Store store)
{
    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        var service = await browsers.On(store);
        using var visit = new Visit(service.Address);
        await visit.SignInAsync();
        var name = $"forged-{Guid.NewGuid():N}";
        (string, string)[] fields = [("_handler", "add"), ("shortName", name), ("accountId", name)];
        using var without = await visit.PostAsync("/console/instances", fields);
        using var wrong = await visit.PostAsync(
            "/console/instances", [.. fields, ("__RequestVerificationToken", "CfDJ8Nonsense")]);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (without.StatusCode, wrong.StatusCode));
        Assert.Null(await service.Api.FindDefaultInstanceAsync(name));

        using var right = await visit.PostAsync(
            "/console/instances",
            [.. fields, ("__RequestVerificationToken", await visit.TokenAsync("/console/instances"))]);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.NotNull(await service.Api.FindDefaultInstanceAsync(name));
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_refused()
    {
        var service = await browsers.On(store);
        using var mine = new Visit(service.Address);
        using var theirs = new Visit(service.Address);
        await mine.SignInAsync();
        await theirs.SignInAsync();
        using var answer = await mine.PostAsync(
            "/console/sign-out",
            ("_handler", "sign-out"), ("__RequestVerificationToken", await theirs.TokenAsync("/console/keys")));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/console/sign-in")]
    [InlineData("/console")]
    [InlineData("/console/keys")]
    [InlineData("/console/nowhere")]
    [InlineData("/console/usage.csv")]
    [InlineData("/console/assets/console.js")]
    public async Task No_answer_can_be_framed_or_bring_a_script_of_its_own(string path)
    {
        using var visit = new Visit((await browsers.On(store)).Address);
        await visit.SignInAsync();
        using var answer = await visit.GetAsync(path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_cookie_is_good_at_every_replica_and_only_as_long_as_it_is_whole()
    {
        var service = await browsers.On(store);
        using var visit = new Visit(service.Address);
        var cookie = await visit.SignInAsync();
        Assert.DoesNotContain(ServiceProcess.AdminKey, cookie, StringComparison.Ordinal);
        if (store == Store.Postgres)
        {
            await using var replica = await service.ReplicaAsync();
            using var there = new Visit(replica.Address);
            using var same = await there.GetWithAsync("/console/keys", cookie);
            Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        }

        using var changed = await visit.GetWithAsync("/console/keys", cookie[..^8] + "AAAAAAAA");
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
    }

    [Fact]
    public async Task The_cookie_opens_no_operation_of_the_api()
    {
        using var visit = new Visit((await browsers.On(store)).Address);
        var cookie = await visit.SignInAsync();
        using var answer = await visit.GetWithAsync("/api/v1.1/instances", cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
