namespace ElasticAccess.Api.Swagger;

/// <summary>
/// Names of schemas: the type's own name, without the word Body. Where two slices use one name, the nested type is
/// named with its parent, so that they never collide.
/// </summary>
internal static class SchemaNames
{
    private static readonly ILookup<string, Type> Named =
        typeof(SchemaNames).Assembly.GetTypes().ToLookup(type => Trim(type.Name), StringComparer.Ordinal);

    public static string Of(Type type)
    {
        var name = Trim(type.Name.Split('`')[0]);
        if (type.IsGenericType)
        {
            return $"{name}Of{string.Concat(type.GetGenericArguments().Select(Of))}";
        }

        return type.DeclaringType is null || Named[name].Count() == 1 ? name : Of(type.DeclaringType) + name;
    }

    private static string Trim(string name) =>
        name.EndsWith("Body", StringComparison.Ordinal) && name.Length > 4 ? name[..^4] : name;
}
