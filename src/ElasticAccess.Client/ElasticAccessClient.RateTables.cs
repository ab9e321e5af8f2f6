using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Rate tables, contract section 5. All need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>All rate tables, effective or not, newest first (getratetables, contract section 5).</summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The tables.</returns>
    /// <exception cref="ElasticAccessException">401.</exception>
    public Task<IReadOnlyList<RateTable>> ListRateTablesAsync(CancellationToken ct = default) =>
        SendAsync(Get(_paths.RateTables), ClientJson.Default.IReadOnlyListRateTable, ct);

    /// <summary>Publishes a rate table (postratetables, contract section 5).</summary>
    /// <param name="table">The table; <see cref="RateTable.Created"/> is left out.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when the table is saved.</returns>
    /// <exception cref="ElasticAccessException">
    /// 400 a rate, a formula or a name is wrong, 401, 403, 409 the series has this version already.
    /// </exception>
    public Task AddRateTableAsync(RateTable table, RequestOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var body = table with { Created = null };
        return SendAsync(Write(HttpMethod.Post, _paths.RateTables, body, ClientJson.Default.RateTable, options), ct);
    }

    /// <summary>Deletes a rate table that is not yet in effect (deleteratetables, contract section 5).</summary>
    /// <param name="version">The table's version.</param>
    /// <param name="series">Its series; null for a table without a series.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when the table is deleted.</returns>
    /// <exception cref="ElasticAccessException">401, 404 no such table, 409 it is in effect.</exception>
    public Task DeleteRateTableAsync(
        string version, string? series = null, RequestOptions? options = null, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        var query = Paths.Query(("series", string.IsNullOrEmpty(series) ? null : series), ("version", version));
        return SendAsync(Write(HttpMethod.Delete, _paths.RateTables + query, options), ct);
    }
}
