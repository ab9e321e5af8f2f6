using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Usage;

namespace ElasticAccess.Api.Forecasts;

internal static class GetForecast
{
    public static async Task<IAnswer> Handle(
        Guid instanceId, ForecastDays days, UsageCatchUp catchUp, ForecastReader reader, TimeProvider time,
        CancellationToken ct)
    {
        await catchUp.CatchUpAsync(ct);
        var now = time.Now();
        return await reader.ReadAsync(instanceId, days.Days, now, ct) is { } facts
            ? Answer.Ok(ForecastBody.Of(instanceId, days.Days, now, ForecastBody.Judge(facts, days.Days, now)))
            : Errors.NotFound($"There is no instance {instanceId}");
    }
}
