using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;

namespace ElasticAccess.Api.RateTables;

/// <summary>Rate tables (contract 5). There is no update: a later version is published.</summary>
internal static class RateTableEndpoints
{
    private static readonly string[] AlsoCsv = ["text/csv"];

    public static void MapRateTables(this IEndpointRouteBuilder app) => app.MapVersions((version, api) =>
    {
        var group = version.MapGroup("/rate-tables").WithTags("Rate tables")
            .ShownUnder(Prefix.Provisioning).WordsErrorsAs(ErrorShape.Error);
        group.MapGet("", ListRateTables.Handle)
            .Produces<RateTableBody[]>(200, "application/json", api.IsLatest ? AlsoCsv : [])
            .Declares(
                "getratetables", "Get all rate tables, effective or not, newest first", Policies.Administration, 403);
        group.MapPost("", PostRateTable.Handle).Produces<Said>(201)
            .ChangesResource()
            .Declares("postratetables", "Publish a rate table", Policies.Administration, 400, 403, 409);
        group.MapDelete("", DeleteRateTable.Handle).Produces(204)
            .ChangesResource()
            .Declares(
                "deleteratetables", "Delete a rate table that is not yet in effect",
                Policies.Administration, 400, 403, 404, 409);
        if (api.IsLatest)
        {
            group.MapPost("/rehearsal", RehearseRateTable.Handle).Produces<RehearsalBody>()
                .AddEndpointFilter(new InputFilter())
                .AddEndpointFilter<KeyedReading>()
                .Declares(
                    "rehearseratetable", "What past use would have cost under a rate table; changes nothing",
                    Policies.Administration, 400, 403, 404);
        }
    });
}

/// <summary>A rate table on the wire, both ways.</summary>
/// <param name="EffectiveFrom">In ms; may be past or future.</param>
/// <param name="Created">In ms; ignored on input.</param>
internal sealed record RateTableBody(
    long EffectiveFrom, string Version, IReadOnlyList<RateTableBody.RatedItem> Items,
    string? Series = null, long? Created = null)
{
    /// <param name="Rate">Tokens per count.</param>
    internal sealed record RatedItem(string Name, string? Version = null, Tokens? Rate = null, string? Formula = null);

    public static RateTableBody Of(RateTableRow row) => new(
        row.EffectiveFromMs,
        row.Version,
        [
            .. row.Items.OrderBy(item => item.Position).Select(item => new RatedItem(
                item.Name,
                item.Version.Length == 0 ? null : item.Version,
                item.RateMicro is { } micro ? new Tokens(micro) : null,
                item.Formula)),
        ],
        row.Series.Length == 0 ? null : row.Series,
        row.CreatedMs);
}
