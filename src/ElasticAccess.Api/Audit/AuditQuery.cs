using System.Reflection;
using ElasticAccess.Api.Wire;
using Microsoft.AspNetCore.Http.Metadata;

namespace ElasticAccess.Api.Audit;

/// <summary>Which entries are asked for, from where on, and how many (contract 19).</summary>
/// <param name="From">In ms, inclusive.</param>
/// <param name="To">In ms, exclusive.</param>
/// <param name="IsNewestFirst">Otherwise the oldest come first.</param>
/// <param name="After">Cursor: the last entry of the page before, in this order.</param>
internal sealed record AuditQuery(
    long? From, long? To, string? Actor, string? Resource, bool IsNewestFirst, AuditPlace After, int Size,
    IAnswer? Fault)
    : IInput, IEndpointParameterMetadataProvider
{
    private const int SizeDefault = 100;
    private const int SizeMax = 1_000;
    private const int PathCharsMax = 2_000;

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter("from", "integer", "In ms, inclusive"));
        builder.Metadata.Add(new QueryParameter("to", "integer", "In ms, exclusive"));
        builder.Metadata.Add(new QueryParameter("actor", "string", "Only what was done with this key"));
        builder.Metadata.Add(new QueryParameter("resource", "string", "Only this path and those below it"));
        builder.Metadata.Add(new QueryParameter(
            "order", "string", "asc: oldest first, as without it; desc: newest first"));
        builder.Metadata.Add(new QueryParameter("cursor", "string", "The next of an earlier answer in the same order"));
        builder.Metadata.Add(
            new QueryParameter("size", "integer", $"Number of entries wanted, up to {SizeMax}; a wish"));
    }

    public static ValueTask<AuditQuery?> BindAsync(HttpContext context)
    {
        var query = new QueryReader(context);
        var (from, to, actor) = (query.TimeMs("from"), query.TimeMs("to"), query.Name("actor"));
        if (from > to)
        {
            query.Refuse("from", "must not be after to");
        }

        var resource = query.Text("resource");
        if (resource is "" || resource?.Length > PathCharsMax || resource?.Any(char.IsControl) == true)
        {
            query.Refuse("resource", $"must be a path of up to {PathCharsMax} characters without control characters");
        }

        var size = query.Whole("size", least: 1, largest: SizeMax) ?? SizeDefault;
        var order = query.Text("order");
        if (order is not (null or "asc" or "desc"))
        {
            query.Refuse("order", "must be given once, as asc or desc");
        }

        var isNewestFirst = order is "desc";
        var after = AuditPlace.BeforeAll(isNewestFirst);
        if (query.Text("cursor") is { } text && !AuditPlace.TryRead(text, isNewestFirst, out after))
        {
            query.Refuse("cursor", Cursor.Rule);
        }

        return ValueTask.FromResult<AuditQuery?>(new(
            from, to, actor, resource is { Length: > 0 } ? Path(resource) : null, isNewestFirst, after, size,
            query.Fault));
    }

    // A path as it was called is understood too. Nothing is unescaped again: a percent sign is one.
    private static string Path(string text)
    {
        var path = Routes.WithoutPrefixes(new(text[0] == '/' ? text : $"/{text}")).Value!.TrimEnd('/');
        return path.Split('/', 4) is [_, "api", _, var rest] ? $"/{rest}" : path;
    }
}
