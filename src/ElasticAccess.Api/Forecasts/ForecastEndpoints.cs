using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Forecasts;

/// <summary>When tokens will run out (contract 20, v1.1).</summary>
internal static class ForecastEndpoints
{
    public static void MapForecasts(this IEndpointRouteBuilder app) => app.MapVersions(
        (version, _) =>
        {
            version.MapGroup("/instances/{instanceId:guid}/forecast").WithTags("Forecast").ShownUnder(Prefix.None)
                .MapGet("", GetForecast.Handle).Produces<ForecastBody>()
                .Declares(
                    "getforecast", "What is left, when it runs out and what will expire unused, at the present pace",
                    Policies.Instance, 400, 403, 404);
            version.MapGroup("/forecasts").WithTags("Forecast").ShownUnder(Prefix.None)
                .MapGet("", ListForecasts.Handle).Produces<ForecastPage>()
                .Declares(
                    "listforecasts", "What each instance has left, when it runs out and how many sessions are live",
                    Policies.AnyCaller, 400);
        },
        ApiVersion.V11);
}
