using System.Globalization;
using System.Reflection;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain.Forecasts;
using Microsoft.AspNetCore.Http.Metadata;

namespace ElasticAccess.Api.Forecasts;

internal static class GetForecast
{
    private const int DaysDefault = 30;

    internal sealed record Query(int Days, IAnswer? Fault) : IInput, IEndpointParameterMetadataProvider
    {
        public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
            builder.Metadata.Add(new QueryParameter(
                "days", "integer",
                $"The pace is the mean of so many days, 1 to {Forecast.DaysMax}; left out: {DaysDefault}"));

        public static ValueTask<Query?> BindAsync(HttpContext context)
        {
            var query = new QueryReader(context);
            var days = DaysDefault;
            if (query.Text("days") is { } text
                && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days)
                    || days is < 1 or > Forecast.DaysMax))
            {
                query.Refuse("days", $"must be given once, as a whole number from 1 to {Forecast.DaysMax}");
            }

            return ValueTask.FromResult<Query?>(new(days, query.Fault));
        }
    }

    public static async Task<IAnswer> Handle(
        Guid instanceId, Query query, UsageCatchUp catchUp, ForecastReader reader, TimeProvider time,
        CancellationToken ct)
    {
        await catchUp.CatchUpAsync(ct);
        var now = time.Now();
        return await reader.ReadAsync(instanceId, query.Days, now, ct) is { } facts
            ? Answer.Ok(ForecastBody.Of(
                instanceId, query.Days, now,
                Forecast.Of(facts.LineItems, facts.Net, query.Days, now, facts.TimezoneTolerant)))
            : Errors.NotFound($"There is no instance {instanceId}");
    }
}
