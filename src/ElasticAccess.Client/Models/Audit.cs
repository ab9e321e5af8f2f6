using System.Text.Json;

namespace ElasticAccess.Client.Models;

/// <summary>What administration has changed (contract section 19).</summary>
/// <param name="Time">When.</param>
/// <param name="Actor">Id of the key that was used.</param>
/// <param name="Operation">Id of the operation, as the service's documents name it.</param>
/// <param name="Resource">Path of what was changed, without prefix and version.</param>
/// <param name="Before">As it was; null for what was not there.</param>
/// <param name="After">As it is; null for what is gone.</param>
public sealed record AuditEntry(
    DateTimeOffset Time,
    string Actor,
    string Operation,
    string Resource,
    JsonElement? Before = null,
    JsonElement? After = null);

/// <summary>A page of the audit (contract section 19).</summary>
/// <param name="Entries">In the order that was asked for; none: there is no more for now.</param>
/// <param name="Next">
/// The cursor of what comes after them; where the oldest come first it is good for later too.
/// </param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, string Next);

/// <summary>What an import created, or would have created (contract section 19).</summary>
/// <param name="Entitlements">Number of entitlements.</param>
/// <param name="LineItems">Number of line items.</param>
public sealed record Imported(int Entitlements, int LineItems);
