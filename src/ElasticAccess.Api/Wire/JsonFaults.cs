using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ElasticAccess.Domain;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// Says what is wrong with a body that the serializer refused, every fault with its path, in the words of a JSON
/// schema validator (contract 2). Only ever run on a refused body, so it may take its time.
/// </summary>
internal static class JsonFaults
{
    private const int FaultsMax = 50;
    private const int DepthMax = 32;

    public static List<string> Find(ReadOnlyMemory<byte> body, JsonTypeInfo type)
    {
        var faults = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = DepthMax });
            if (DuplicateMember.FindPath(body.Span, DepthMax) is { } path)
            {
                faults.Add($"{path}: is given twice");
            }
            else
            {
                Find(document.RootElement, type, "$", faults);
            }
        }
        catch (JsonException syntax)
        {
            // Its own sentences name types of this program; where it stopped is all that a caller needs.
            faults.Add($"$: is no valid JSON (line {syntax.LineNumber + 1}, byte {syntax.BytePositionInLine})");
        }

        return faults;
    }

    private static void Find(JsonElement value, JsonTypeInfo type, string path, List<string> faults)
    {
        if (faults.Count >= FaultsMax)
        {
            return;
        }

        if (type.Converter is IOneOrMany { ElementType: var one } && value.ValueKind != JsonValueKind.Array)
        {
            Find(value, type.Options.GetTypeInfo(one), path, faults);
            return;
        }

        if (type.Converter is IArrayInObject { Member: var member, ArrayType: var array })
        {
            FindInObject(value, member, type.Options.GetTypeInfo(array), path, faults);
            return;
        }

        var expected = NameOf(type);
        if (expected is null)
        {
            return;
        }

        if (!Fits(value, expected))
        {
            faults.Add($"{path}: {NameOf(value)} found, {expected} expected");
        }
        else if (value.ValueKind == JsonValueKind.Number && !IsInRange(value, type.Type))
        {
            faults.Add($"{path}: must be a number of a size that can be held");
        }
        else if (TypeOf(type) == typeof(Guid) && !value.TryGetGuid(out _))
        {
            faults.Add($"{path}: must be a UUID");
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var element = type.Options.GetTypeInfo((type.Converter as IOneOrMany)?.ElementType ?? type.ElementType!);
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Find(item, element, $"{path}[{index++}]", faults);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object && type.Kind == JsonTypeInfoKind.Object)
        {
            FindMembers(value, type, path, faults);
        }
    }

    private static void FindInObject(
        JsonElement value, string member, JsonTypeInfo array, string path, List<string> faults)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            Find(value, array, path, faults);
        }
        else if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{path}: {NameOf(value)} found, object expected");
        }
        else if (!value.TryGetProperty(member, out var found) || found.ValueKind == JsonValueKind.Null)
        {
            faults.Add($"{path}.{member}: is missing but it is required");
        }
        else
        {
            Find(found, array, $"{path}.{member}", faults);
        }
    }

    private static void FindMembers(JsonElement value, JsonTypeInfo type, string path, List<string> faults)
    {
        foreach (var member in type.Properties)
        {
            var isRequired = member.IsRequired || member.AssociatedParameter is { HasDefaultValue: false };
            var isNullable = Nullable.GetUnderlyingType(member.PropertyType) is not null
                || (member.IsSetNullable && !member.PropertyType.IsValueType);
            if (!value.TryGetProperty(member.Name, out var found)
                || (found.ValueKind == JsonValueKind.Null && isRequired))
            {
                if (isRequired)
                {
                    faults.Add($"{path}.{member.Name}: is missing but it is required");
                }
            }
            else if (found.ValueKind != JsonValueKind.Null || !isNullable)
            {
                Find(found, type.Options.GetTypeInfo(member.PropertyType), $"{path}.{member.Name}", faults);
            }
        }

        if (type.UnmappedMemberHandling == System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow)
        {
            var unknown = value.EnumerateObject().Select(member => member.Name)
                .Where(name => type.Properties.All(known => known.Name != name));
            faults.AddRange(unknown.Select(name => $"{path}: {UndefinedMember(name)}"));
        }
    }

    /// <summary>The published wording for a member of a closed object.</summary>
    public static string UndefinedMember(string member) =>
        $"property '{member}' is not defined in the schema and the schema does not allow additional properties";

    private static bool Fits(JsonElement value, string expected) => (expected, value.ValueKind) switch
    {
        ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value.GetRawText().AsSpan().IndexOfAny(".eE") < 0,
        ("array", JsonValueKind.Array) => true,
        ("object", JsonValueKind.Object) => true,
        _ => false,
    };

    private static bool IsInRange(JsonElement value, Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(long) => value.TryGetInt64(out _),
        var t when t == typeof(int) => value.TryGetInt32(out _),
        _ => Tokens.TryParse(System.Text.Encoding.UTF8.GetBytes(value.GetRawText()), out _),
    };

    public static string NameOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => value.GetRawText().AsSpan().IndexOfAny(".eE") < 0 ? "integer" : "number",
    };

    private static Type TypeOf(JsonTypeInfo type) => Nullable.GetUnderlyingType(type.Type) ?? type.Type;

    // Null where any JSON is welcome.
    private static string? NameOf(JsonTypeInfo type) => TypeOf(type) switch
    {
        var t when t == typeof(string) || t == typeof(Guid) || t.IsEnum => "string",
        var t when t == typeof(bool) => "boolean",
        var t when t == typeof(long) || t == typeof(int) => "integer",
        var t when t == typeof(Tokens) => "number",
        var t when t == typeof(JsonElement) => null,
        _ when type.Converter is IOneOrMany => "array",
        _ => type.Kind switch
        {
            JsonTypeInfoKind.Enumerable => "array",
            JsonTypeInfoKind.Object => "object",
            _ => null,
        },
    };
}

/// <summary>A converter that reads an array, or one element alone in its place.</summary>
internal interface IOneOrMany
{
    Type ElementType { get; }
}

/// <summary>A converter that reads an object with one array in it, or the bare array in its place.</summary>
internal interface IArrayInObject
{
    string Member { get; }

    Type ArrayType { get; }
}
