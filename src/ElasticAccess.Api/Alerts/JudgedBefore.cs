using System.Globalization;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Alerts;

namespace ElasticAccess.Api.Alerts;

/// <summary>
/// Before an alert is changed or deleted, it is judged by what was committed until then: what it waited for is not
/// lost because the worker had not come round to it.
/// </summary>
internal sealed class JudgedBefore(AlertCatchUp catchUp, TimeProvider time) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!context.Arguments.OfType<IInput>().Any(input => input.Fault is not null))
        {
            var id = Convert.ToString(context.HttpContext.GetRouteValue("instanceId"), CultureInfo.InvariantCulture);
            await catchUp.CatchUpAsync(Guid.Parse(id!), time.Now(), context.HttpContext.RequestAborted);
        }

        return await next(context);
    }
}
