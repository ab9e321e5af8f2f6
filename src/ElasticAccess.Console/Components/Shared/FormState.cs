using ElasticAccess.Console.Reaching;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Components.Shared;

/// <summary>What the fields of a form know of it.</summary>
/// <param name="Name">Unique on the page.</param>
/// <param name="Posted">What was sent with this form and is shown again; null when another or none was.</param>
/// <param name="Fault">Why it was refused.</param>
public sealed record FormState(string Name, IFormCollection? Posted, ApiFault? Fault)
{
    private readonly List<string> _paths = [];
    private bool _isFocused;

    /// <summary>Where faults are named at fields, so that the head of the form shows only the others.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>True once: the first field that is refused has the focus.</summary>
    public bool TakeFocus() => !_isFocused && (_isFocused = true);

    public string? Value(string field, string? initial) => Posted is null ? initial : Posted[field].ToString();

    /// <summary>A box that is not ticked is not sent.</summary>
    public bool IsTicked(string field, string value, bool initial) =>
        Posted is null ? initial : Posted[field].Contains(value);

    public IReadOnlyList<string> FaultsAt(string path)
    {
        _paths.Add(path);
        return [.. Fault?.At(path) ?? []];
    }
}
