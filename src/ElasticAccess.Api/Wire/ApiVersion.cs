using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// Everything in which v1.0 and v1.1 differ (contract 14). It is metadata of each endpoint, and a parameter that a
/// handler may ask for; state and handlers are shared.
/// </summary>
internal sealed record ApiVersion(string Path, int StatusBase, string FaultsMember)
{
    public static readonly ApiVersion V10 = new("v1.0", StatusBase: 0, FaultsMember: "errors");

    /// <summary>Four digits, to avoid confusion with the codes of HTTP.</summary>
    public static readonly ApiVersion V11 = new("v1.1", StatusBase: 1000, FaultsMember: "message");

    public static readonly ApiVersion[] All = [V10, V11];

    /// <summary>Members of a line item's <c>attributes</c>; the object is closed (contract 6, 17.16).</summary>
    public bool KnowsResetFrequency => this == V11;

    /// <summary>Rate tables may price by formula, the charge period can be set.</summary>
    public bool IsLatest => this == V11;

    /// <summary>Code and description of an outcome (contract 8.1).</summary>
    public ItemStatus StatusOf(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Granted => new(Code(101), "Successfully checked out"),
        ItemOutcome.NotAtFault => new(Code(102), "No Status"),
        ItemOutcome.Refused refused => new(Code((int)refused.Reason), Describe(refused.Reason)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A call on a session that has ended (contract 10.6): v1.0 does not tell the states apart.</summary>
    public Errors NotLive(SessionState state) => IsLatest
        ? Errors.Conflict($"The session is {state.ToString().ToUpperInvariant()}")
        : Errors.Forbidden("The session is not live");

    private static string Describe(Refusal refusal) => refusal switch
    {
        Refusal.ItemNotRated => "Item not found in any effective rate table",
        Refusal.InsufficientTokens => "Insufficient tokens available",
        Refusal.DeniedByRules => "Access denied by rules of access",
        Refusal.NoLineItem => "No line item available",
        Refusal.LimitReached => "Consumption limit reached",
        Refusal.FormulaFailed => "Formula cannot be evaluated",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static ValueTask<ApiVersion?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.GetEndpoint()?.Metadata.GetMetadata<ApiVersion>());

    private string Code(int v10) => (StatusBase + v10).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Per-item status. The code is a string of digits.</summary>
internal sealed record ItemStatus(string Code, string Description);
