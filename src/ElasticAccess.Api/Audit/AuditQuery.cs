using System.Buffers.Binary;
using System.Reflection;
using ElasticAccess.Api.Wire;
using Microsoft.AspNetCore.Http.Metadata;

namespace ElasticAccess.Api.Audit;

/// <summary>Which entries are asked for, from where on, and how many (contract 19).</summary>
/// <param name="From">In ms, inclusive.</param>
/// <param name="To">In ms, exclusive.</param>
/// <param name="After">Cursor: the time of the last entry of a page, which holds all of that millisecond.</param>
internal sealed record AuditQuery(
    long? From, long? To, string? Actor, string? Resource, long After, int Size, IAnswer? Fault)
    : IInput, IEndpointParameterMetadataProvider
{
    private const string List = "audit";
    private const long Beginning = -1;
    private const int SizeDefault = 100;
    private const int SizeMax = 1_000;
    private const int PathCharsMax = 2_000;

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter("from", "integer", "In ms, inclusive"));
        builder.Metadata.Add(new QueryParameter("to", "integer", "In ms, exclusive"));
        builder.Metadata.Add(new QueryParameter("actor", "string", "Only what was done with this key"));
        builder.Metadata.Add(new QueryParameter("resource", "string", "Only this path and those below it"));
        builder.Metadata.Add(new QueryParameter("cursor", "string", "The next of an earlier answer"));
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
        var after = Beginning;
        if (query.Text("cursor") is { } text && !TryReadCursor(text, out after))
        {
            query.Refuse("cursor", Cursor.Rule);
        }

        return ValueTask.FromResult<AuditQuery?>(new(
            from, to, actor, resource is { Length: > 0 } ? Path(resource) : null, after, size, query.Fault));
    }

    public static string WriteCursor(long timeMs)
    {
        Span<byte> place = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(place, timeMs);
        return Cursor.Write(List, place);
    }

    private static bool TryReadCursor(string text, out long timeMs)
    {
        timeMs = Beginning;
        if (!Cursor.TryRead(List, text, out var place) || place.Length != sizeof(long))
        {
            return false;
        }

        timeMs = BinaryPrimitives.ReadInt64BigEndian(place);
        return true;
    }

    // A path as it was called is understood too. Nothing is unescaped again: a percent sign is one.
    private static string Path(string text)
    {
        var path = Routes.WithoutPrefixes(new(text[0] == '/' ? text : $"/{text}")).Value!.TrimEnd('/');
        return path.Split('/', 4) is [_, "api", _, var rest] ? $"/{rest}" : path;
    }
}
