using System.Collections.Concurrent;
using System.Reflection;
using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Usage;
using Microsoft.AspNetCore.Http.Metadata;

namespace ElasticAccess.Api.Usage;

/// <summary>The usage report as a published client reads it: page by page until one is empty (contract 13).</summary>
internal static class ReportUsage
{
    private const int RowsPerPage = 1_000;
    private const int RememberedMax = 10_000;

    /// <param name="Data">Empty behind the last page.</param>
    internal sealed record ReportBody(IReadOnlyList<ReportRowBody> Data);

    /// <param name="UsageTime">In ms.</param>
    /// <param name="Used">Tokens used on the line item after this row, in all.</param>
    /// <param name="MeterQuantity">Tokens of this row; negative for a refund.</param>
    /// <param name="Quantity">Whole tokens that the line item entitled to.</param>
    internal sealed record ReportRowBody(
        string AccountId, Guid InstanceId, string ActivationId, Guid CorrelationId, long UsageTime, long WriteTime,
        string ConsumerType, string ConsumerId, string Item, string Version, Tokens Count, Tokens Used,
        Tokens MeterQuantity, long Quantity);

    internal sealed record Query(int PastDays, int PageNumber, IAnswer? Fault)
        : IInput, IEndpointParameterMetadataProvider
    {
        private const int DaysDefault = 30;
        private const int DaysMax = 36_500;

        private static readonly (string Name, string Value)[] Fixed =
            [("mode", "batch"), ("format", "json"), ("meterType", "elastic")];

        public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
        {
            foreach (var (name, value) in Fixed)
            {
                builder.Metadata.Add(new QueryParameter(name, "string", $"{value}, where it is given"));
            }

            builder.Metadata.Add(new QueryParameter(
                "pastDays", "integer", $"Whole days before today, UTC; left out: {DaysDefault}"));
            builder.Metadata.Add(new QueryParameter("pageNumber", "integer", "From 1; left out: 1"));
        }

        public static ValueTask<Query?> BindAsync(HttpContext context)
        {
            var query = new QueryReader(context);
            foreach (var (name, value) in Fixed)
            {
                if (query.Text(name) is { } text && !text.Equals(value, StringComparison.OrdinalIgnoreCase))
                {
                    query.Refuse(name, $"must be {value} where it is given");
                }
            }

            var days = query.Whole("pastDays", least: 0, largest: DaysMax) ?? DaysDefault;
            var page = query.Whole("pageNumber", least: 1, largest: int.MaxValue) ?? 1;
            return ValueTask.FromResult<Query?>(new(days, page, query.Fault));
        }
    }

    /// <summary>Where pages begin, so that the next one need not be counted out from the first.</summary>
    public sealed class Pages
    {
        private readonly ConcurrentDictionary<(string Rows, int Page), UsagePosition> starts = new();

        public (int Page, UsagePosition Start) Nearest(string rows, int page)
        {
            for (var at = page; at > 1; at--)
            {
                if (starts.TryGetValue((rows, at), out var start))
                {
                    return (at, start);
                }

                if (page - at > RememberedMax)
                {
                    break;
                }
            }

            return (1, UsagePosition.Start);
        }

        public void Remember(string rows, int page, UsagePosition start)
        {
            if (starts.Count >= RememberedMax)
            {
                starts.Clear();
            }

            starts[(rows, page)] = start;
        }
    }

    public static async Task<IAnswer> Handle(
        Query query, Caller caller, Pages pages, UsageCatchUp catchUp, UsageReader reader, TimeProvider time,
        CancellationToken ct)
    {
        await catchUp.CatchUpAsync(ct);

        // From the start of a day on, so that rows keep their pages while the caller reads them.
        var from = RollUp.StartOf(time.Now().Ms, RollUp.DayMs) - (query.PastDays * RollUp.DayMs);
        var filter = new UsageFilter
        {
            FromMs = Math.Max(0, from),
            Instances = caller.IsAdministrator ? null : [.. caller.Instances],
        };
        var rows = $"{from} {(filter.Instances is { } own ? string.Join(',', own.Order()) : "all")}";
        var (page, after) = pages.Nearest(rows, query.PageNumber);
        while (true)
        {
            var (found, last, isAtEnd) = await ReadPageAsync(reader, filter, after, ct);
            if (found.Count == RowsPerPage)
            {
                pages.Remember(rows, page + 1, last);
            }

            if (page == query.PageNumber || isAtEnd)
            {
                return Answer.Ok(new ReportBody(page == query.PageNumber ? found : []));
            }

            (page, after) = (page + 1, last);
        }
    }

    // Denials cost nothing and have no line item: they are no part of the report.
    private static async Task<(List<ReportRowBody> Rows, UsagePosition Last, bool IsAtEnd)> ReadPageAsync(
        UsageReader reader, UsageFilter filter, UsagePosition after, CancellationToken ct)
    {
        var rows = new List<ReportRowBody>();
        while (true)
        {
            var page = await reader.ReadAsync(filter, after, RowsPerPage - rows.Count, ct);
            rows.AddRange(page.Rows.Where(row => row.Entry.Kind != EntryKind.Denial).Select(Body));
            after = page.Last;
            if (page.IsAtEnd || rows.Count == RowsPerPage)
            {
                return (rows, after, page.IsAtEnd);
            }
        }
    }

    private static ReportRowBody Body(UsageRow row) => new(
        row.AccountId,
        row.Entry.InstanceId,
        row.ActivationId ?? "",
        row.Entry.CorrelationId,
        row.Entry.UsageMs,
        row.Entry.WriteMs,
        row.Entry.RequesterType,
        row.Entry.RequesterValue,
        row.Entry.Item,
        row.Entry.Version,
        new Tokens(row.Entry.CountMicro),
        new Tokens(row.Entry.UsedMicro ?? 0),
        new Tokens(row.Entry.TokensMicro),
        row.Entry.Quantity ?? 0);
}
