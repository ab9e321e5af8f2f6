using System.Net;
using System.Text.RegularExpressions;
using ElasticAccess.Console.Reaching;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Components.Selling;

/// <summary>Addresses of what was sold. An id stands in the query where it can hold anything, also a slash.</summary>
internal static partial class SoldPlaces
{
    public const string Accounts = "/console/back-office/accounts";

    public static string OfEntitlement(string entitlementId) =>
        $"/console/back-office/entitlements/{Uri.EscapeDataString(entitlementId)}";

    public static string OfLineItem(string entitlementId, string activationId) =>
        "/console/back-office/line-item"
        + $"?entitlement={Uri.EscapeDataString(entitlementId)}&id={Uri.EscapeDataString(activationId)}";

    public static string OfAccount(string accountId) => $"{Accounts}/account?id={Uri.EscapeDataString(accountId)}";

    /// <summary>An id of the address, as it was written; what can be none names nothing that is here.</summary>
    public static string IdIn(HttpRequest request, string name)
    {
        var id = request.Query[name].ToString();
        return string.IsNullOrWhiteSpace(id) || id is "." or ".." ? throw None($"There is no {name} {id}") : id;
    }

    public static UnreadableException None(string what) =>
        new(new ApiFault(HttpStatusCode.NotFound, [what], TraceId: null));

    /// <summary>
    /// The page of the line item that the API says is to be changed instead; null where it names none.
    /// </summary>
    public static string? NamedBy(ApiFault? fault) =>
        fault?.Faults.Select(text => Path().Match(text)).FirstOrDefault(found => found.Success) is { } found
            ? OfLineItem(Uri.UnescapeDataString(found.Groups[1].Value), Uri.UnescapeDataString(found.Groups[2].Value))
            : null;

    [GeneratedRegex(@"/backoffice/api/v1\.0/entitlements/([^/\s]+)/line-items/([^/\s]+)")]
    private static partial Regex Path();
}
