using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Usage;

namespace ElasticAccess.Api.Usage;

/// <summary>What was used, by whom, where and how: read only (contract 13 and 18.7).</summary>
internal static class UsageEndpoints
{
    public static void AddUsage(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<UsageCatchUp>();
        builder.Services.AddSingleton<UsageReader>();
        builder.Services.AddSingleton<UsageSummaryReader>();
        builder.Services.AddSingleton<BalanceReader>();
        builder.Services.AddSingleton<ForecastReader>();
        builder.Services.AddSingleton<PastUseReader>();
        builder.Services.AddSingleton<ReportUsage.Pages>();
    }

    public static void MapUsage(this IEndpointRouteBuilder app)
    {
        app.MapVersions(
            (version, _) =>
            {
                var group = version.MapGroup("/usage").WithTags("Usage");
                group.MapGet("", ListUsage.Handle)
                    .Produces<ListUsage.UsagePageBody>(200, "application/json", AnswerFormats.NdjsonType, "text/csv")
                    .Declares("getusage", "Ledger rows, in their order", Policies.AnyCaller, 400, 403);
                group.MapGet("/summary", SummarizeUsage.Handle).Produces<SummarizeUsage.SummaryBody>()
                    .Declares("getusagesummary", "Usage added up by groups", Policies.AnyCaller, 400, 403);
                group.MapGet("/statement", StateUsage.Handle)
                    .Produces<StateUsage.StatementBody>(200, "application/json", "text/csv")
                    .Declares(
                        "getusagestatement", "A month of an instance, shared out by a dictionary key",
                        Policies.AnyCaller, 400, 403, 404);
            },
            ApiVersion.V11);

        // Not under the prefixes of the rest: that is where the published client looks for it.
        app.MapGet("/data/api/v1/report/usage", ReportUsage.Handle).Produces<ReportUsage.ReportBody>()
            .WithTags("Usage").WithGroupName(ApiVersion.V11.Path).WithMetadata(ApiVersion.V11, new TakesBasic())
            .Declares("getusagereport", "Usage of the past days, page by page", Policies.AnyCaller, 400);
    }
}
