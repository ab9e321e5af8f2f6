using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace ElasticAccess.Console.Reaching;

/// <summary>Why the API did not do what a page asked for, in words for the page.</summary>
/// <param name="Status">Null when no answer came.</param>
/// <param name="Faults">The API's own messages.</param>
/// <param name="TraceId">To give to whoever runs the service.</param>
public sealed partial record ApiFault(HttpStatusCode? Status, IReadOnlyList<string> Faults, string? TraceId)
{
    /// <summary>An address names something by an id that nothing can be asked by.</summary>
    public static ApiFault NoSuchId { get; } =
        new(HttpStatusCode.NotFound, ["There is nothing of this id."], TraceId: null);

    /// <summary>A form was made for what is no longer so.</summary>
    public static ApiFault Changed { get; } = new(
        HttpStatusCode.Conflict,
        ["This was changed meanwhile, by another person or by this form sent twice. Open the page anew to see how it "
            + "is now; nothing was changed by this."],
        TraceId: null);

    public static ApiFault Of(ElasticAccessException fault) => new(
        fault.StatusCode,
        fault.Faults.Count > 0 ? fault.Faults
            : fault.StatusCode is null ? ["The service did not answer."]
            : [$"The service answered {fault.StatusCode}."],
        fault.TraceId);

    /// <summary>A fault of an input that never reached the API, at a field as the API would name it.</summary>
    public static ApiFault AtField(string path, string what) =>
        new(HttpStatusCode.BadRequest, [$"{path}: {what}"], TraceId: null);

    /// <summary>Whether anything was done is not known: no answer came, or none that says so.</summary>
    public bool MayBeDone => Status is null or < HttpStatusCode.BadRequest or >= HttpStatusCode.InternalServerError;

    public bool IsEndOfKey => Status == HttpStatusCode.Unauthorized;

    public string Title => Status switch
    {
        HttpStatusCode.NotFound => "Not here",
        HttpStatusCode.Forbidden => "Not for this key",
        HttpStatusCode.Conflict => "In conflict with what is there",
        HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => "Not accepted",
        null or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => "Not reachable just now",
        _ => "This did not work",
    };

    /// <summary>
    /// Those that name this field or what stands below it, without its name: what is below is in words, as "entry 38:
    /// rate: must be …" of a field with many lines.
    /// </summary>
    public IEnumerable<string> At(string path) => Faults.Where(fault => Names(fault, path))
        .Select(fault => Below(fault[path.Length..]));

    /// <summary>Those that name none of these fields.</summary>
    public IEnumerable<string> Beside(IEnumerable<string> paths) =>
        Faults.Where(fault => !paths.Any(path => Names(fault, path)));

    private static bool Names(string fault, string path) =>
        fault.StartsWith(path, StringComparison.Ordinal)
        && fault.Length > path.Length
        && fault[path.Length] is (':' or '.' or '[');

    // ": must", "[37].rate: must", ".rate: must".
    private static string Below(string rest)
    {
        var end = rest.IndexOf(':', StringComparison.Ordinal);
        var places = end < 0 ? "" : Index().Replace(rest[..end], found => $".entry {Counted(found.Groups[1].Value)}");
        return string.Join(
            ": ",
            [.. places.Split('.', StringSplitOptions.RemoveEmptyEntries), rest[(end + 1)..].Trim()]);
    }

    private static string Counted(string index) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? $"{i + 1L}" : index;

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Index();
}
