using ElasticAccess.Client.Credentials;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Reaching;

/// <summary>Makes clients of the service for the key of whoever is signed in. One for the process.</summary>
/// <param name="handler">What sends; a test gives one that needs no socket.</param>
public sealed class ServiceDoor(ConsoleOptions options, IServer server, HttpMessageHandler? handler = null)
    : IDisposable
{
    /// <summary>As long as people wait for a page.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>For what reads all usage of a time, or changes many things at once.</summary>
    public static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(3);

    private readonly HttpClient _http = new(handler ?? OwnHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Lazy<Uri> _address = new(() => options.ServiceUrl ?? OwnAddress(server));

    /// <summary>
    /// Sends a call once: whoever looks at a page can reload it, and a form carries its own idempotency key.
    /// </summary>
    /// <param name="patience">How long a call may take; null: <see cref="Patience"/>.</param>
    public ElasticAccessClient Open(string key, TimeSpan? patience = null) => new(
        new ElasticAccessOptions
        {
            BaseAddress = _address.Value,
            Credential = Credential.ApiKey(key),
            Retry = RetryOptions.None,
            AttemptTimeout = patience ?? Patience,
        },
        _http);

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler OwnHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    // Plain http first: no certificate has to be good for a name that only this process uses.
    private static Uri OwnAddress(IServer server)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var address = addresses.OrderBy(text => text.StartsWith("https", StringComparison.OrdinalIgnoreCase))
            .Select(BindingAddress.Parse).FirstOrDefault(binding => !binding.IsUnixPipe && !binding.IsNamedPipe);
        return address is null
            ? new Uri("http://localhost")
            : new UriBuilder(address.Scheme, Reachable(address.Host), address.Port, address.PathBase).Uri;
    }

    private static string Reachable(string host) => host switch
    {
        "*" or "+" or "0.0.0.0" => "127.0.0.1",
        "[::]" => "[::1]",
        _ => host,
    };
}
