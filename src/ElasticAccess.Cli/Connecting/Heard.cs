namespace ElasticAccess.Cli.Connecting;

/// <summary>
/// Keeps the last answer as it came, so that <c>--output json</c> is the API's own JSON and not ours: members that the
/// typed client does not know are there, and numbers are as they were sent.
/// </summary>
internal sealed class Heard() : DelegatingHandler(new SocketsHttpHandler
{
    // A redirected POST would become a GET, and a redirect could carry the key elsewhere.
    AllowAutoRedirect = false,
    UseCookies = false,
})
{
    public byte[] Body { get; private set; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var answer = await base.SendAsync(request, ct);
        await answer.Content.LoadIntoBufferAsync(ct);
        Body = await answer.Content.ReadAsByteArrayAsync(ct);
        return answer;
    }
}
