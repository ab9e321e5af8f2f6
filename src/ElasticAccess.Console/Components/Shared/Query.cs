using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace ElasticAccess.Console.Components.Shared;

/// <summary>The address of this page with another value.</summary>
public static class Query
{
    public static string With(HttpRequest request, string name, string? value)
    {
        var builder = new QueryBuilder(request.Query.Where(pair => pair.Key != name && pair.Key != "done"));
        if (value is { Length: > 0 })
        {
            builder.Add(name, value);
        }

        return request.Path + builder.ToString();
    }
}
