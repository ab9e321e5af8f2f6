using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>
/// Usage, contract sections 13 and 18.7 (v1.1). Administration sees all of it, a client its own instances.
/// </content>
public sealed partial class ElasticAccessClient
{
    private const int UsageRowsPerPage = 1_000;

    /// <summary>One page of ledger rows, in their order (getusage, contract section 18.7).</summary>
    /// <param name="filter">Which rows; null: all.</param>
    /// <param name="cursor"><see cref="UsagePage.Next"/> of an earlier page; null: from the first row on.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">400 with every fault, 401, 403 not this caller's instance.</exception>
    public Task<UsagePage> ListUsageAsync(
        UsageFilter? filter = null, string? cursor = null, int? size = null, CancellationToken ct = default)
    {
        var query = Paths.Query([.. Query(filter), ("cursor", cursor), ("size", size?.ToString(Invariant))]);
        return SendAsync(Get(Paths.Usage + query), ClientJson.Default.UsagePage, ct);
    }

    /// <summary>
    /// All ledger rows that there are, page after page, as they are needed (contract section 18.7). To go on from the
    /// last row another day, use <see cref="ListUsageAsync"/> and keep its cursor.
    /// </summary>
    /// <param name="filter">Which rows; null: all.</param>
    /// <param name="cursor">Where to begin; null: at the first row.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The rows, each once.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public async IAsyncEnumerable<UsageRow> AllUsageAsync(
        UsageFilter? filter = null, string? cursor = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        while (true)
        {
            var page = await ListUsageAsync(filter, cursor, UsageRowsPerPage, ct).ConfigureAwait(false);
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            if (page.Rows.Count == 0)
            {
                yield break;
            }

            // A cursor that does not move would be asked for forever.
            cursor = page.Next != cursor
                ? page.Next
                : throw new InvalidOperationException($"The service repeats the cursor {cursor}.");
        }
    }

    /// <summary>Usage added up by groups (getusagesummary, contract section 18.7).</summary>
    /// <param name="query">What, by what, and in which time; null: everything in one group.</param>
    /// <param name="cursor"><see cref="UsageSummary.Next"/> of the page before; null: the first page.</param>
    /// <param name="size">How many groups are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A page of groups, and the total of all of them.</returns>
    /// <exception cref="ElasticAccessException">400 with every fault, 401, 403 not this caller's instance.</exception>
    public Task<UsageSummary> SummarizeUsageAsync(
        UsageSummaryQuery? query = null, string? cursor = null, int? size = null, CancellationToken ct = default)
    {
        var text = Paths.Query(
        [
            .. Query(query),
            ("groupBy", query is { GroupBy.Count: > 0 } ? string.Join(',', query.GroupBy) : null),
            ("tz", query?.TimeZone), ("cursor", cursor), ("size", size?.ToString(Invariant)),
        ]);
        return SendAsync(Get($"{Paths.Usage}/summary{text}"), ClientJson.Default.UsageSummary, ct);
    }

    /// <summary>
    /// A month of an instance, shared out by a key of the requesters' dictionaries (getusagestatement, contract section
    /// 18.7).
    /// </summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="month">Any day of the month.</param>
    /// <param name="dictionaryKey">Such as <c>department</c>.</param>
    /// <param name="timeZone">IANA time zone of the month; null: UTC.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The lines and their total.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404 no such instance.</exception>
    public Task<UsageStatement> GetUsageStatementAsync(
        string instanceId, DateOnly month, string dictionaryKey, string? timeZone = null,
        CancellationToken ct = default) => SendAsync(
            Get(StatementPath(instanceId, month, dictionaryKey, timeZone)), ClientJson.Default.UsageStatement, ct);

    /// <summary>
    /// The same as CSV: columns <c>key,net</c>, a last line <c>TOTAL</c> (contract section 18.7).
    /// </summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="month">Any day of the month.</param>
    /// <param name="dictionaryKey">The key of the requester's dictionary to share out by.</param>
    /// <param name="timeZone">IANA time zone that the month is of; null: UTC.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The text as the service wrote it.</returns>
    public async Task<string> ExportUsageStatementAsync(
        string instanceId, DateOnly month, string dictionaryKey, string? timeZone = null,
        CancellationToken ct = default)
    {
        var path = StatementPath(instanceId, month, dictionaryKey, timeZone);
        var call = Get(path) with { Accept = "text/csv" };
        return Encoding.UTF8.GetString((await SendAsync(call, ct).ConfigureAwait(false)).Body);
    }

    /// <summary>
    /// Charges and refunds of the past days, page after page until one is empty (getusagereport, contract section 13).
    /// </summary>
    /// <param name="pastDays">Whole days before today, UTC.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The rows, each once.</returns>
    /// <exception cref="ElasticAccessException">400, 401.</exception>
    public async IAsyncEnumerable<UsageReportRow> ReportUsageAsync(
        int pastDays, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var page = 1; ; page++)
        {
            var query = Paths.Query(
                ("mode", "batch"), ("format", "json"), ("pastDays", pastDays.ToString(Invariant)),
                ("meterType", "elastic"), ("pageNumber", page.ToString(Invariant)));
            var call = Get(Paths.UsageReport + query) with { IsOfHost = true };
            var report = await SendAsync(call, ClientJson.Default.UsageReportPage, ct).ConfigureAwait(false);
            foreach (var row in report.Data)
            {
                yield return row;
            }

            if (report.Data.Count == 0)
            {
                yield break;
            }
        }
    }

    private static string StatementPath(string instanceId, DateOnly month, string dictionaryKey, string? timeZone)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(dictionaryKey);
        var query = Paths.Query(
            ("instanceId", instanceId), ("month", month.ToString("yyyy-MM", Invariant)),
            ("by", $"dictionary.{dictionaryKey}"), ("tz", timeZone));
        return $"{Paths.Usage}/statement{query}";
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static (string Name, string? Value)[] Query(UsageFilter? filter) =>
    [
        ("from", filter?.From?.ToUnixTimeMilliseconds().ToString(Invariant)),
        ("to", filter?.To?.ToUnixTimeMilliseconds().ToString(Invariant)),
        ("instanceId", filter?.InstanceId), ("accountId", filter?.AccountId), ("item", filter?.Item),
        ("requester", filter?.Requester), ("sessionId", filter?.SessionId),
        ("correlationId", filter?.CorrelationId),
        ("kind", filter?.Kinds is { Count: > 0 } kinds ? string.Join(',', kinds.Select(UsageKindWord.Of)) : null),
    ];
}
