using System.Reflection;
using ElasticAccess.Api.Wire;
using ElasticAccess.Domain.BackOffice;
using Microsoft.AspNetCore.Http.Metadata;

namespace ElasticAccess.Api.BackOffice;

/// <summary>A page of a list, and the cursor of the next; 0 where there is none.</summary>
internal sealed record Listed<T>(IReadOnlyList<T> Content, long Next);

/// <summary>Query <c>state</c> of a list.</summary>
internal sealed record StateFilter(LifeState? State, IAnswer? Fault) : IInput, IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(
        new QueryParameter("state", "string", "Only those in this state"));

    public static ValueTask<StateFilter?> BindAsync(HttpContext context)
    {
        var values = context.Request.Query["state"];
        if (values.Count == 0)
        {
            return ValueTask.FromResult<StateFilter?>(new(null, null));
        }

        var known = Enum.GetValues<LifeState>().Where(state => values is [{ } text]
            && text.Equals(Lifecycle.NameOf(state), StringComparison.OrdinalIgnoreCase)).ToArray();
        return ValueTask.FromResult<StateFilter?>(known is [var one]
            ? new(one, null)
            : new(null, Errors.Invalid("$.state: must be given once, as DRAFT, DEPLOYED, INACTIVE, TEST or OBSOLETE")));
    }
}

/// <summary>Query <c>account</c> of a list.</summary>
internal sealed record AccountFilter(string? Account, IAnswer? Fault) : IInput, IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(
        new QueryParameter("account", "string", "Only those of this account"));

    public static ValueTask<AccountFilter?> BindAsync(HttpContext context)
    {
        var values = context.Request.Query["account"];
        var fault = values.Count > 0 && (values is not [{ } text] || !Shapes.IsName(text))
            ? Errors.Invalid($"$.account: {Shapes.QueryName}")
            : null;
        return ValueTask.FromResult<AccountFilter?>(new(values.FirstOrDefault(), fault));
    }
}
