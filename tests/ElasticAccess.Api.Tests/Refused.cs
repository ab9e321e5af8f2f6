using System.Net;
using ElasticAccess.Client;

namespace ElasticAccess.Api.Tests;

/// <summary>What the client throws when the service refuses.</summary>
internal static class Refused
{
    public static async Task<ElasticAccessException> With(HttpStatusCode status, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<ElasticAccessException>(call);
        Assert.Equal(status, refusal.StatusCode);
        return refusal;
    }
}
