using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Usage;

namespace ElasticAccess.Api.Usage;

/// <summary>
/// The filters that rows and summaries share. A client sees only its own instances, whatever it asks.
/// </summary>
internal static class UsageFilters
{
    public static void Describe(EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter("from", "integer", "First usage time, in ms, inclusive"));
        builder.Metadata.Add(new QueryParameter("to", "integer", "Last usage time, in ms, exclusive"));
        builder.Metadata.Add(new QueryParameter("instanceId", "string", "One instance only"));
        builder.Metadata.Add(new QueryParameter("accountId", "string", "One customer account only"));
        builder.Metadata.Add(new QueryParameter("item", "string", "One item only, in all its versions"));
        builder.Metadata.Add(new QueryParameter("requester", "string", "One requester only, by its value"));
        builder.Metadata.Add(new QueryParameter("sessionId", "string", "One session only"));
        builder.Metadata.Add(new QueryParameter("correlationId", "string", "One access request or charge only"));
    }

    public static UsageFilter Read(QueryReader query, Caller caller)
    {
        var filter = new UsageFilter
        {
            FromMs = query.TimeMs("from"),
            ToMs = query.TimeMs("to"),
            Instances = caller.IsAdministrator ? null : [.. caller.Instances],
            InstanceId = query.Id("instanceId"),
            AccountId = query.Name("accountId"),
            Item = query.Name("item"),
            Requester = query.Name("requester"),
            SessionId = query.Id("sessionId"),
            CorrelationId = query.Id("correlationId"),
        };
        if (filter.FromMs > filter.ToMs)
        {
            query.Refuse("from", "must not be after to");
        }

        return filter;
    }

    /// <summary>403 for another's instance, also where there is none; null where it may be read.</summary>
    public static IAnswer? Forbidden(UsageFilter filter, Caller caller) =>
        filter.InstanceId is { } id && !caller.MayActOn(id) ? Errors.Of(Problem.Forbidden) : null;
}
