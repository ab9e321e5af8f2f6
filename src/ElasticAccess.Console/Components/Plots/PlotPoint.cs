using ElasticAccess.Console.Components.Shared;

namespace ElasticAccess.Console.Components.Plots;

/// <summary>A value of a chart. The exact one stands in the table beside it.</summary>
public sealed record PlotPoint(string Name, double Value)
{
    /// <summary>At an axis.</summary>
    public static string About(object value) => Shown.About((decimal)(double)value);
}
