using System.Text;
using System.Text.Json;
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

    /// <summary>
    /// What past use would have cost under a rate table that is not published (rehearseratetable, contract section 20,
    /// v1.1). Changes nothing.
    /// </summary>
    /// <param name="table">The table, in its series; <see cref="RateTable.Created"/> is left out.</param>
    /// <param name="from">First usage time, inclusive; null: ten years before the last.</param>
    /// <param name="to">Last usage time, exclusive; null: now.</param>
    /// <param name="instanceId">One instance only; null: all.</param>
    /// <param name="ct">Gives up waiting. Each row of usage of that time is read.</param>
    /// <returns>Old and new costs, by item, account and instance.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404 no such instance.</exception>
    public Task<Rehearsal> RehearseRateTableAsync(
        RateTable table, DateTimeOffset? from = null, DateTimeOffset? to = null, string? instanceId = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var query = Paths.Query(
            ("from", from?.ToUnixTimeMilliseconds().ToString(Invariant)),
            ("to", to?.ToUnixTimeMilliseconds().ToString(Invariant)), ("instanceId", instanceId));
        var body = JsonSerializer.SerializeToUtf8Bytes(table with { Created = null }, ClientJson.Default.RateTable);

        // Nothing to be done only once: without a key the service stores nothing.
        var call = new Call(HttpMethod.Post, Paths.Rehearsal + query) { Body = body, IsReading = true };
        return SendAsync(call, ClientJson.Default.Rehearsal, ct);
    }

    /// <summary>
    /// All rate tables as comma-separated values, oldest first (getratetables, contract section 20, v1.1): columns
    /// series, version, effectiveFrom, name, itemVersion, rate, formula.
    /// </summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The text, which <see cref="ImportRateTablesAsync"/> reads.</returns>
    /// <exception cref="ElasticAccessException">401, 403.</exception>
    public async Task<string> ExportRateTablesAsync(CancellationToken ct = default)
    {
        var call = Get(Paths.RateTablesCsv) with { Accept = "text/csv" };
        return Encoding.UTF8.GetString((await SendAsync(call, ct).ConfigureAwait(false)).Body);
    }

    /// <summary>
    /// Publishes rate tables from comma-separated values, all of them or none (postratetables, contract section 20,
    /// v1.1), in the order of the text.
    /// </summary>
    /// <param name="csv">The text, as <see cref="ExportRateTablesAsync"/> writes it.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when the tables are saved.</returns>
    /// <exception cref="ElasticAccessException">
    /// 400 with a fault per line, such as <c>line 3: rate: …</c>, 401, 403, 409 a series has a version already, 413.
    /// </exception>
    public Task ImportRateTablesAsync(string csv, RequestOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var call = Write(HttpMethod.Post, Paths.RateTablesCsv, options) with
        {
            Body = Encoding.UTF8.GetBytes(csv),
            MediaType = "text/csv",
        };
        return SendAsync(call, ct);
    }
}
