using ElasticAccess.Console.Reaching;

namespace ElasticAccess.Console.Components.Shared;

/// <summary>What the fields of a form know of it.</summary>
/// <param name="Name">Unique on the page.</param>
/// <param name="Posted">What was sent with this form in this request; null when another or none was.</param>
/// <param name="Fault">Why it was refused.</param>
public sealed record FormState(string Name, Func<string, string?>? Posted, ApiFault? Fault)
{
    private readonly List<string> _paths = [];

    /// <summary>Where faults are named at fields, so that the head of the form shows only the others.</summary>
    public IReadOnlyList<string> Paths => _paths;

    public string? Value(string field, string? initial) => Posted is null ? initial : Posted(field) ?? "";

    public IReadOnlyList<string> FaultsAt(string path)
    {
        _paths.Add(path);
        return [.. Fault?.At(path) ?? []];
    }
}
