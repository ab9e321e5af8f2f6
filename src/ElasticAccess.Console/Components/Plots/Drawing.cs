using System.Xml.Linq;

namespace ElasticAccess.Console.Components.Plots;

/// <summary>
/// A chart's markup as one drawing that a page without inline styles may hold and that grows with its box: the
/// declarations of <c>style</c> become the attributes of the same name, which SVG reads alike.
/// </summary>
public static class Drawing
{
    private const string End = "</svg>";

    // On both sides, for labels that a narrow window writes larger.
    private const int Room = 16;

    /// <param name="markup">What the chart rendered: its drawing in boxes of its own.</param>
    /// <param name="width">In pixels, as the chart was made; so <paramref name="height"/>.</param>
    public static string Of(string markup, int width, int height, string caption)
    {
        var from = markup.IndexOf("<svg", StringComparison.Ordinal);
        var to = markup.LastIndexOf(End, StringComparison.Ordinal);
        var drawing = XElement.Parse(markup[from..(to + End.Length)]);
        foreach (var element in drawing.DescendantsAndSelf())
        {
            if (element.Attribute("style") is { } style)
            {
                style.Remove();
                foreach (var (name, value) in Declarations(style.Value))
                {
                    element.SetAttributeValue(name, value);
                }
            }
        }

        drawing.SetAttributeValue("width", null);
        drawing.SetAttributeValue("height", null);
        drawing.SetAttributeValue("viewBox", $"{-Room} 0 {width + 2 * Room} {height}");
        drawing.SetAttributeValue("class", "plot wide-plot");
        drawing.SetAttributeValue("role", "img");
        drawing.SetAttributeValue("aria-label", caption);
        return drawing.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Names of browsers' own and variables say nothing to a drawing and are left out.</summary>
    private static IEnumerable<(string Name, string Value)> Declarations(string style) => style
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(declaration => declaration.Split(':', 2, StringSplitOptions.TrimEntries))
        .Where(parts => parts.Length == 2 && !parts[0].StartsWith('-'))
        .Select(parts => (parts[0], parts[1]));
}
