namespace ElasticAccess.Client.Tests;

public sealed class PagingTests
{
    private const string Path = "GET /provisioning/api/v1.1/instances";

    private readonly ScriptedService _service = new();

    [Fact]
    public async Task Pages_are_asked_for_as_they_are_needed_until_next_is_0()
    {
        _service.On(Path, 200, Page(5, "a", "b"));
        _service.On(Path + "?next=5", 200, Page(9));
        _service.On(Path + "?next=9", 200, Page(0, "c"));
        var ids = new List<string>();

        await foreach (var instance in _service.Client().AllInstancesAsync(Ct))
        {
            Assert.Equal(ids.Count < 2 ? 1 : 3, _service.Sent.Count);
            ids.Add(instance.Id);
        }

        Assert.Equal(["a", "b", "c"], ids);
    }

    [Fact]
    public async Task A_cursor_that_does_not_move_ends_the_loop()
    {
        _service.On(Path, 200, Page(5, "a")).On(Path + "?next=5", 200, Page(5, "a"));

        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await _service.Client().AllInstancesAsync(Ct).CountAsync(Ct));
    }

    [Fact]
    public async Task Api_keys_are_read_as_a_bare_list_and_as_a_page()
    {
        _service.On("GET /api/v1.1/api-keys", 200, """[{"id":"1","prefix":"ea_"}]""");
        _service.On("GET /api/v1.1/api-keys", 200, """{"content":[{"id":"1","prefix":"ea_"}],"next":3}""");

        Assert.False((await _service.Client().ListApiKeysAsync(ct: Ct)).HasMore);
        Assert.Equal(3, (await _service.Client().ListApiKeysAsync(ct: Ct)).Next);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Page(long next, params string[] ids) => $$"""
        {"content":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","shortName":"s","accountId":"a"}"""))}}],
         "next":{{next}}}
        """;
}
