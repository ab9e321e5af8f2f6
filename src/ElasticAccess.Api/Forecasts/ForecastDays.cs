using System.Globalization;
using System.Reflection;
using ElasticAccess.Api.Wire;
using ElasticAccess.Domain.Forecasts;
using Microsoft.AspNetCore.Http.Metadata;

namespace ElasticAccess.Api.Forecasts;

/// <summary>How many days the pace is the mean of.</summary>
internal sealed record ForecastDays(int Days, IAnswer? Fault) : IInput, IEndpointParameterMetadataProvider
{
    private const int Default = 30;

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new QueryParameter(
            "days", "integer",
            $"The pace is the mean of so many days, 1 to {Forecast.DaysMax}; left out: {Default}"));

    public static ValueTask<ForecastDays?> BindAsync(HttpContext context)
    {
        var query = new QueryReader(context);
        var days = Default;
        if (query.Text("days") is { } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days)
                || days is < 1 or > Forecast.DaysMax))
        {
            query.Refuse("days", $"must be given once, as a whole number from 1 to {Forecast.DaysMax}");
        }

        return ValueTask.FromResult<ForecastDays?>(new(days, query.Fault));
    }
}
