using System.Buffers.Binary;
using System.Reflection;
using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Usage;
using Microsoft.AspNetCore.Http.Metadata;

namespace ElasticAccess.Api.Usage;

/// <summary>Which rows are asked for, from where on, and how many (contract 18.7).</summary>
/// <param name="Size">Null where the caller does not care.</param>
internal sealed record UsageQuery(UsageFilter Filter, UsagePosition After, int? Size, IAnswer? Fault)
    : IInput, IEndpointParameterMetadataProvider
{
    private const string List = "usage";
    private const int SizeMax = 10_000;

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        UsageFilters.Describe(builder);
        builder.Metadata.Add(new QueryParameter(
            "kind", "string", $"A list with commas of {UsageKinds.Names}; left out: all"));
        builder.Metadata.Add(new QueryParameter(
            "cursor", "string", "next of an earlier answer; left out: from the first row on"));
        builder.Metadata.Add(new QueryParameter(
            "size", "integer", $"Number of rows wanted, up to {SizeMax}; NDJSON and CSV go on to the end without it"));
    }

    public static ValueTask<UsageQuery?> BindAsync(HttpContext context)
    {
        var query = new QueryReader(context);
        var filter = UsageFilters.Read(query, Caller.Of(context)) with { Kinds = UsageKinds.Read(query) };
        var size = query.Whole("size", least: 1, largest: SizeMax);
        var after = UsagePosition.Start;
        if (query.Text("cursor") is { } text && !TryReadCursor(text, out after))
        {
            query.Refuse("cursor", Cursor.Rule);
        }

        return ValueTask.FromResult<UsageQuery?>(new(
            filter, after, size, query.Fault ?? UsageFilters.Forbidden(filter, Caller.Of(context))));
    }

    public static string WriteCursor(UsagePosition position)
    {
        Span<byte> place = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(place, position.Position);
        BinaryPrimitives.WriteInt64BigEndian(place[8..], position.Sequence);
        return Cursor.Write(List, place);
    }

    public static bool TryReadCursor(string text, out UsagePosition position)
    {
        position = default;
        if (!Cursor.TryRead(List, text, out var place) || place.Length != 16)
        {
            return false;
        }

        position = new(
            BinaryPrimitives.ReadInt64BigEndian(place), BinaryPrimitives.ReadInt64BigEndian(place.AsSpan(8)));
        return position is { Position: >= 0, Sequence: >= 0 };
    }
}
