namespace ElasticAccess.Api.Swagger;

/// <summary>Names of schemas: a nested type is named with its parent, so that no two slices collide.</summary>
internal static class SchemaNames
{
    public static string Of(Type type)
    {
        var name = type.Name.Split('`')[0];
        if (type.IsGenericType)
        {
            return $"{name}Of{string.Concat(type.GetGenericArguments().Select(Of))}";
        }

        var parent = type.DeclaringType is null ? "" : Of(type.DeclaringType);
        return Trim(parent) + Trim(name);
    }

    private static string Trim(string name) =>
        name.EndsWith("Body", StringComparison.Ordinal) && name.Length > 4 ? name[..^4] : name;
}
