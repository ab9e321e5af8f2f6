using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ElasticAccess.Client.Http;

namespace ElasticAccess.Client.Models;

/// <summary>A test of the requester, to which actions refer (contract section 7.2).</summary>
/// <remarks>Make one with <see cref="In"/>, <see cref="Not"/>, <see cref="And"/> or <see cref="Or"/>.</remarks>
/// <param name="Operator">What the condition does.</param>
public sealed record Condition(ConditionOperator Operator)
{
    /// <summary>UUID made by the service; null in a new condition and inside AND and OR.</summary>
    public string? Id { get; init; }

    /// <summary>A name for people; need not be unique.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// IN, NOT: the key of the requester's dictionary to look at; <c>$type</c> and <c>$value</c> mean the requester's
    /// own type and value.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>IN, NOT: strings, numbers or booleans, at least one; compared exactly.</summary>
    public IReadOnlyList<JsonNode>? Values { get; init; }

    /// <summary>AND, OR: the parts, at least one, without id and name; nested at most 10 deep.</summary>
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>True when the dictionary's value for the key, or an element of it, is one of the values.</summary>
    /// <param name="key">The key of the dictionary, or <c>$type</c>, <c>$value</c>.</param>
    /// <param name="values">Strings, numbers or booleans; at least one.</param>
    /// <returns>The condition, without id and name.</returns>
    public static Condition In(string key, params JsonNode[] values) =>
        new(ConditionOperator.In) { Key = key, Values = values };

    /// <summary>True when <see cref="In"/> is not; so also when the dictionary lacks the key.</summary>
    /// <param name="key">The key of the dictionary, or <c>$type</c>, <c>$value</c>.</param>
    /// <param name="values">Strings, numbers or booleans; at least one.</param>
    /// <returns>The condition, without id and name.</returns>
    public static Condition Not(string key, params JsonNode[] values) =>
        new(ConditionOperator.Not) { Key = key, Values = values };

    /// <summary>True when every part is.</summary>
    /// <param name="conditions">At least one, without id and name.</param>
    /// <returns>The condition, without id and name.</returns>
    public static Condition And(params Condition[] conditions) =>
        new(ConditionOperator.And) { Conditions = conditions };

    /// <summary>True when at least one part is.</summary>
    /// <param name="conditions">At least one, without id and name.</param>
    /// <returns>The condition, without id and name.</returns>
    public static Condition Or(params Condition[] conditions) =>
        new(ConditionOperator.Or) { Conditions = conditions };
}

/// <summary>What a condition does (contract section 7.2).</summary>
[JsonConverter(typeof(UpperCaseEnum<ConditionOperator>))]
public enum ConditionOperator
{
    /// <summary>An operator that this client does not know. Never sent.</summary>
    Unknown,

    /// <summary>The value is one of a list.</summary>
    In,

    /// <summary>The value is none of a list.</summary>
    Not,

    /// <summary>All parts hold.</summary>
    And,

    /// <summary>At least one part holds.</summary>
    Or,
}

internal sealed record ConditionList(IReadOnlyList<Condition> Conditions);
