using System.Runtime.CompilerServices;
using System.Text;
using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>The audit and imports, contract section 19. Both need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>A page of what administration has changed (getaudit, contract section 19).</summary>
    /// <param name="cursor">The <c>Next</c> of an earlier page in the same order; null: the first page.</param>
    /// <param name="resource">Only this path and those below it; null: all.</param>
    /// <param name="actor">Only what was done with this key; null: all.</param>
    /// <param name="from">The first moment, exact to the ms; null: the beginning.</param>
    /// <param name="to">The moment behind the last one, exact to the ms; null: now.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="newestFirst">Backwards in time; otherwise the oldest come first.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public Task<AuditPage> ListAuditAsync(
        string? cursor = null, string? resource = null, string? actor = null, DateTimeOffset? from = null,
        DateTimeOffset? to = null, int? size = null, bool newestFirst = false, CancellationToken ct = default)
    {
        var query = Paths.Query(
            ("size", size?.ToString()),
            ("order", newestFirst ? "desc" : null),
            ("cursor", cursor),
            ("resource", resource),
            ("actor", actor),
            ("from", from?.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("to", to?.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return SendAsync(Get(Paths.Audit + query), ClientJson.Default.AuditPage, ct);
    }

    /// <summary>All that administration has changed, page after page (contract section 19).</summary>
    /// <param name="resource">Only this path and those below it; null: all.</param>
    /// <param name="actor">Only what was done with this key; null: all.</param>
    /// <param name="from">The first moment, exact to the ms; null: the beginning.</param>
    /// <param name="to">The moment behind the last one, exact to the ms; null: now.</param>
    /// <param name="newestFirst">Backwards in time; otherwise the oldest come first.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The entries.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public async IAsyncEnumerable<AuditEntry> AllAuditAsync(
        string? resource = null, string? actor = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        bool newestFirst = false, [EnumeratorCancellation] CancellationToken ct = default)
    {
        string? cursor = null;
        while (true)
        {
            var page = await ListAuditAsync(
                cursor, resource, actor, from, to, newestFirst: newestFirst, ct: ct).ConfigureAwait(false);
            if (page.Entries.Count == 0)
            {
                yield break;
            }

            foreach (var entry in page.Entries)
            {
                yield return entry;
            }

            // A cursor that does not move would be asked for forever.
            cursor = page.Next != cursor
                ? page.Next
                : throw new InvalidOperationException($"The service repeats the cursor {cursor}.");
        }
    }

    /// <summary>Makes entitlements from CSV, all rows or none (importentitlements, contract section 19).</summary>
    /// <param name="csv">The text, with its header.</param>
    /// <param name="deploy">Deploys and maps what is made.</param>
    /// <param name="dryRun">Only checks.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>How much was made, or would have been.</returns>
    /// <exception cref="ElasticAccessException">400 a row is wrong, 401, 403, 409, 413.</exception>
    public Task<Imported> ImportEntitlementsAsync(
        string csv, bool deploy = false, bool dryRun = false, RequestOptions? options = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var query = Paths.Query(("deploy", deploy ? "true" : null), ("dryRun", dryRun ? "true" : null));
        var call = Write(HttpMethod.Post, $"{Paths.Imports}{query}", options) with
        {
            Body = Encoding.UTF8.GetBytes(csv),
            MediaType = "text/csv",
        };
        return SendAsync(call, ClientJson.Default.Imported, ct);
    }
}
