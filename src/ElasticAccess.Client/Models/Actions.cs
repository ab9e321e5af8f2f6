using System.Text.Json.Serialization;
using ElasticAccess.Client.Http;

namespace ElasticAccess.Client.Models;

/// <summary>
/// Allows or denies access to one line item to those who meet a condition; of an ordered list the first that fits
/// decides (contract section 7.1).
/// </summary>
/// <param name="Effect">Allow or deny.</param>
public sealed record AccessAction([property: JsonPropertyName("action")] ActionEffect Effect)
{
    /// <summary>UUID made by the service. Send it in a PUT to keep the action and what it counted.</summary>
    public string? Id { get; init; }

    /// <summary>A name for people; need not be unique.</summary>
    public string? Name { get; init; }

    /// <summary>The condition; null for the default action, of which a line item has at most one.</summary>
    public string? ConditionId { get; init; }

    /// <summary>
    /// The most tokens that all who meet the condition may take from the line item together; required to allow,
    /// except in a default action; without meaning to deny.
    /// </summary>
    public decimal? Allocation { get; init; }

    /// <summary>Tokens taken from the allocation. Read-only, only where there is an allocation.</summary>
    public decimal? Used { get; init; }

    /// <summary>Allows, up to a number of tokens.</summary>
    /// <param name="conditionId">The condition to meet; null for everybody.</param>
    /// <param name="allocation">The most tokens; null without a bound, for everybody only.</param>
    /// <returns>A new action.</returns>
    public static AccessAction Allow(string? conditionId, decimal? allocation) =>
        new(ActionEffect.Allow) { ConditionId = conditionId, Allocation = allocation };

    /// <summary>Denies.</summary>
    /// <param name="conditionId">The condition to meet; null for everybody.</param>
    /// <returns>A new action.</returns>
    public static AccessAction Deny(string? conditionId = null) =>
        new(ActionEffect.Deny) { ConditionId = conditionId };
}

/// <summary>What an action does (contract section 7.1).</summary>
[JsonConverter(typeof(UpperCaseEnum<ActionEffect>))]
public enum ActionEffect
{
    /// <summary>An effect that this client does not know. Never sent; treat it as a denial.</summary>
    Unknown,

    /// <summary>The line item may be charged.</summary>
    Allow,

    /// <summary>The line item is passed over.</summary>
    Deny,
}

/// <summary>The actions of one line item, in order (contract section 7.1).</summary>
/// <param name="LineItemId">The activation id of the line item.</param>
/// <param name="Actions">Its actions; the first that fits decides.</param>
public sealed record LineItemActions(string LineItemId, IReadOnlyList<AccessAction> Actions);
