using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain.Usage;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Usage;

/// <summary>A month of an instance shared out by a dictionary key: cost allocation (contract 18.7).</summary>
internal static class StateUsage
{
    private const string Total = "TOTAL";

    internal sealed record StatementBody(IReadOnlyList<LineBody> Lines, TokenSum Total);

    /// <param name="Key">A value of the dictionary key; null for usage without it.</param>
    /// <param name="Net">Charged minus refunded.</param>
    internal sealed record LineBody(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] RawJson? Key, TokenSum Net);

    internal sealed record Query(Guid InstanceId, StatementMonth Month, GroupKey By, TimeZoneInfo Zone, IAnswer? Fault)
        : IInput, IEndpointParameterMetadataProvider
    {
        public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
        {
            builder.Metadata.Add(new QueryParameter("instanceId", "string", "The instance", IsRequired: true));
            builder.Metadata.Add(new QueryParameter("month", "string", "Such as 2026-11", IsRequired: true));
            builder.Metadata.Add(new QueryParameter(
                "by", "string", "dictionary.<key>: what the usage is shared out by", IsRequired: true));
            builder.Metadata.Add(new QueryParameter("tz", "string", "IANA time zone of the month; left out: UTC"));
        }

        public static ValueTask<Query?> BindAsync(HttpContext context)
        {
            var query = new QueryReader(context);
            var instanceId = query.Id("instanceId");
            var zone = SummaryQuery.ReadZone(query);
            if (!context.Request.Query.ContainsKey("instanceId"))
            {
                query.Refuse("instanceId", "must be given once, as a UUID");
            }

            if (!StatementMonth.TryParse(query.Text("month") ?? "", out var month))
            {
                query.Refuse("month", "must be given once, such as 2026-11");
            }

            if (!Grouping.TryParseKey(query.Text("by") ?? "", out var by) || by.Kind != GroupKind.Dictionary)
            {
                query.Refuse("by", "must be given once, as dictionary.<key>");
            }

            var fault = query.Fault
                ?? (Caller.Of(context).MayActOn(instanceId!.Value) ? null : Errors.Of(Problem.Forbidden));
            return ValueTask.FromResult<Query?>(new(instanceId ?? default, month, by, zone, fault));
        }
    }

    public static async Task<IResult> Handle(
        Query query, UsageCatchUp catchUp, UsageSummaryReader reader, AccessDb db, HttpContext context,
        CancellationToken ct)
    {
        if (!await db.Instances.AnyAsync(instance => instance.InstanceId == query.InstanceId, ct))
        {
            return Errors.NotFound($"There is no instance {query.InstanceId}");
        }

        await catchUp.CatchUpAsync(ct);
        var plan = PlanOf(query);
        var filter = new UsageFilter
        {
            FromMs = plan.BoundariesMs[0],
            ToMs = plan.BoundariesMs[^1],
            InstanceId = query.InstanceId,
        };
        if (await reader.ReadAsync(filter, new([new(GroupKind.Month, "month"), query.By]), plan, ct) is not { } groups)
        {
            return Errors.Invalid($"$.by: has more than {UsageSummaryReader.GroupsMax} values");
        }

        var statement = Statement.Of(groups.Where(group => group.Key.Bucket == query.Month.Name)
            .Select(group => (group.Key.Values[0], new TokenSum(group.Sums.NetMicro))));
        return AnswerFormats.Wanted(context, AnswerFormat.Json, AnswerFormat.Csv) == AnswerFormat.Csv
            ? new Csv(statement)
            : Answer.Ok(new StatementBody(
                [.. statement.Lines.Select(line => new LineBody(RawJson.Of(line.Value), line.Net))], statement.Total));
    }

    // From the first to the last ms that the month's name is given to; where clocks go back, another's may lie between.
    private static SummaryPlan PlanOf(Query query)
    {
        var (from, to) = query.Month.Within(Shapes.TimeMsMax);
        var around = SummaryPlan.Make(from, to, query.Zone, TimeUnit.Month, SummaryDetail.Who);
        int[] named = [.. around.Names.Index().Where(name => name.Item == query.Month.Name).Select(name => name.Index)];
        return SummaryPlan.Make(
            around.BoundariesMs[named[0]], around.BoundariesMs[named[^1] + 1], query.Zone, TimeUnit.Month,
            SummaryDetail.Who);
    }

    private sealed class Csv(Statement statement) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = CsvWriter.ContentType;
            var csv = new CsvWriter(httpContext.Response.BodyWriter);
            csv.Row("key", "net");
            foreach (var (value, net) in statement.Lines)
            {
                csv.Text(TextOf(value));
                csv.Sum(net);
                csv.EndRow();
            }

            csv.Text(Total);
            csv.Sum(statement.Total);
            csv.EndRow();
            await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }

        // A string without its quotes; any other value as the JSON it is.
        private static string? TextOf(string? json)
        {
            if (json is null)
            {
                return null;
            }

            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString() : json;
        }
    }
}
