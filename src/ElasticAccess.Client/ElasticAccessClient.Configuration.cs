using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Settings of the service, contract section 11. Both need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>All settings (gettenantconfigurations, contract section 11).</summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ElasticAccessException">401.</exception>
    public Task<IReadOnlyList<ConfigurationEntry>> GetConfigurationAsync(CancellationToken ct = default) =>
        SendAsync(Get(_paths.Configuration), ClientJson.Default.IReadOnlyListConfigurationEntry, ct);

    /// <summary>Changes settings (patchtenantconfigurations, contract section 11).</summary>
    /// <param name="changes">The settings to change; names are in <see cref="ConfigurationNames"/>.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>All settings, after the change.</returns>
    /// <exception cref="ElasticAccessException">400 an unknown name or a bad value, 401.</exception>
    public Task<IReadOnlyList<ConfigurationEntry>> PatchConfigurationAsync(
        IReadOnlyList<ConfigurationChange> changes, RequestOptions? options = null, CancellationToken ct = default)
    {
        var json = ClientJson.Default.IReadOnlyListConfigurationChange;
        var call = Write(HttpMethod.Patch, _paths.Configuration, changes, json, options);
        return SendAsync(call, ClientJson.Default.IReadOnlyListConfigurationEntry, ct);
    }
}
