using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>
/// The sandbox clock, contract section 18.8. Only a service that is set up as a sandbox has one; administration.
/// </content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Where the service's clock stands (getsandboxclock, contract section 18.8).</summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The time; null when the service is no sandbox.</returns>
    /// <exception cref="ElasticAccessException">401, 403.</exception>
    public async Task<DateTimeOffset?> FindSandboxClockAsync(CancellationToken ct = default)
    {
        try
        {
            return (await SendAsync(Get(Paths.SandboxClock), ClientJson.Default.SandboxClock, ct)
                .ConfigureAwait(false)).Now;
        }
        catch (ElasticAccessException e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// Moves the clock, for all who use the service, and waits until all that is due by then is done
    /// (putsandboxclock, contract section 18.8).
    /// </summary>
    /// <param name="now">Where it shall stand, exact to the ms; never before where it stands.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when all is done.</returns>
    /// <exception cref="ElasticAccessException">400 it would go backward, 401, 403, 404 no sandbox.</exception>
    public Task MoveSandboxClockAsync(
        DateTimeOffset now, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(
            Write(
                HttpMethod.Put, Paths.SandboxClock, new SandboxClock(now), ClientJson.Default.SandboxClock, options),
            ct);
}
