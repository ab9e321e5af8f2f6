using ElasticAccess.Console.Components.Shared;
using ElasticAccess.Console.Reaching;

namespace ElasticAccess.Console.Components;

/// <summary>What the address of a page asks for, and what its form has sent.</summary>
public abstract partial class ConsolePage
{
    /// <summary>A value of the form that was sent; null when none was, or without that field.</summary>
    protected string? Posted(string name) =>
        Context.Request.HasFormContentType && Context.Request.Form.TryGetValue(name, out var value)
            ? value.ToString().Trim()
            : null;

    /// <summary>A time of the form that was sent; null where there is none.</summary>
    /// <returns>False where there is something else, which the form then says at the field.</returns>
    protected bool TryPosted(string name, out DateTimeOffset? time)
    {
        time = Clock.Read(Posted(name));
        var isOther = time is null && Posted(name) is { Length: > 0 };
        if (isOther)
        {
            Refuse(ApiFault.AtField($"$.{name}", Clock.Rule));
        }

        return !isOther;
    }

    /// <summary>A value of the address; null when it is missing or empty.</summary>
    protected string? Asked(string name) =>
        Context.Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
