using System.Globalization;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// Reads the query of a request strictly: each parameter once, in its form, or a fault with its path.
/// </summary>
internal sealed class QueryReader(HttpContext context)
{
    private readonly List<string> faults = [];

    /// <summary>All faults found so far.</summary>
    public IAnswer? Fault => faults.Count == 0 ? null : Errors.Invalid(faults);

    /// <summary>Null where it is not given, or faulty.</summary>
    public string? Text(string name)
    {
        if (!context.Request.Query.TryGetValue(name, out var values))
        {
            return null;
        }

        if (values is [{ } text])
        {
            return text;
        }

        return Refuse<string>(name, "must be given once");
    }

    public string? Name(string name) => Text(name) is not { } text ? null
        : Shapes.IsName(text) ? text
        : Refuse<string>(name, Shapes.QueryName);

    public Guid? Id(string name) => Text(name) is not { } text ? null
        : Guid.TryParseExact(text, "D", out var id) ? id
        : RefuseValue<Guid>(name, "must be given once, as a UUID");

    public long? TimeMs(string name) => Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms <= Shapes.TimeMsMax
            ? ms
            : RefuseValue<long>(name, $"must be given once, as a time in ms from 0 to {Shapes.TimeMsMax}");

    /// <summary>A number from <paramref name="least"/>; a larger one than the largest is a wish and is cut.</summary>
    public int? Whole(string name, int least, int largest)
    {
        var text = Text(name);
        if (text is null)
        {
            return null;
        }

        return UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= (UInt128)least
                ? (int)UInt128.Min(value, (UInt128)largest)
                : RefuseValue<int>(name, $"must be given once, as a whole number from {least}");
    }

    public void Refuse(string name, string reason) => faults.Add($"$.{name}: {reason}");

    private T? Refuse<T>(string name, string reason)
        where T : class
    {
        Refuse(name, reason);
        return null;
    }

    private T? RefuseValue<T>(string name, string reason)
        where T : struct
    {
        Refuse(name, reason);
        return null;
    }
}
