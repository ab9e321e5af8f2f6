using System.Collections.Immutable;

namespace ElasticAccess.Model.Tests.Reference;

/// <summary>
/// Something asked of the service. Sessions, conditions and actions are named by the order of their making, from 1;
/// a driver knows their ids. Amounts are whole micro-tokens.
/// </summary>
public abstract record Command
{
    /// <summary>Idempotency-Key; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>What the key counts for beside itself: method and path.</summary>
    public abstract string Path { get; }

    /// <summary>All that is asked, as text: two commands are the same body when their texts are.</summary>
    public abstract string Body { get; }

    public sealed override string ToString() => $"{Path} {Body}{(Key is null ? "" : $" key={Key}")}";
}

public sealed record Overdraft(bool IsUnlimited, long Limit);

public sealed record PutLineItem(
    int Instance, string Activation, string State, long Quantity, long Start, long End, bool? Elastic, string? Series,
    Overdraft? Overdraft) : Command
{
    public override string Path => $"PUT {Instance}/line-items";

    public override string Body => $"{Activation} {State} quantity={Quantity} {Start}..{End} elastic={Elastic} "
        + $"series={Series} overdraft={(Overdraft is { IsUnlimited: true } ? "unlimited" : Overdraft?.Limit)}";
}

public sealed record DeleteLineItem(int Instance, string Activation) : Command
{
    public override string Path => $"DELETE {Instance}/line-items/{Activation}";

    public override string Body => "";
}

/// <param name="RateMicro">Null: the formula <c>x</c>, so that the variable x is the rate.</param>
public sealed record Rated(string Item, string Version, long? RateMicro);

public sealed record PostTable(string Series, string Version, long EffectiveFrom, ImmutableArray<Rated> Items) : Command
{
    public override string Path => "POST rate-tables";

    public override string Body => $"{Series}/{Version} from {EffectiveFrom}: "
        + string.Join(", ", Items.Select(item => $"{item.Item}/{item.Version}={item.RateMicro?.ToString() ?? "x"}"));
}

public sealed record DeleteTable(string Series, string Version) : Command
{
    public override string Path => $"DELETE rate-tables {Series}/{Version}";

    public override string Body => "";
}

public sealed record Configure(string Name, string Value) : Command
{
    public override string Path => "PATCH configuration";

    public override string Body => $"{Name}={Value}";
}

/// <summary>IN, NOT with a key and values; AND, OR with parts.</summary>
public sealed record Test(string Operator, string Key, ImmutableArray<object> Values, ImmutableArray<Test> Parts)
{
    public override string ToString() => Parts.IsEmpty
        ? $"{Key} {Operator} [{string.Join(' ', Values)}]" : $"{Operator}({string.Join(", ", Parts)})";
}

public sealed record WishedCondition(int? Condition, Test? Test);

public sealed record StoreConditions(int Instance, ImmutableArray<WishedCondition> Wishes) : Command
{
    public override string Path => $"PATCH {Instance}/conditions";

    public override string Body => string.Join("; ", Wishes.Select(wish => $"{wish.Condition}:{wish.Test}"));
}

/// <param name="Condition">Null: all of the instance.</param>
public sealed record RemoveConditions(int Instance, int? Condition) : Command
{
    public override string Path => $"DELETE {Instance}/conditions/{Condition}";

    public override string Body => "";
}

/// <param name="Allocation">Micro-tokens.</param>
public sealed record WishedAction(int? Action, int? Condition, bool Allows, long? Allocation);

/// <param name="IsFirst">POST, else PUT.</param>
public sealed record SetActions(
    int Instance, string Activation, bool IsFirst, ImmutableArray<WishedAction> Actions) : Command
{
    public override string Path => $"{(IsFirst ? "POST" : "PUT")} {Instance}/line-items/{Activation}/actions";

    public override string Body => string.Join("; ", Actions.Select(action =>
        $"{action.Action}:{(action.Allows ? "allow" : "deny")} if {action.Condition} up to {action.Allocation}"));
}

public sealed record RemoveActions(int Instance, string Activation) : Command
{
    public override string Path => $"DELETE {Instance}/line-items/{Activation}/actions";

    public override string Body => "";
}

public sealed record SetLimit(
    int Instance, string Activation, long LimitMicro, string Interval, long? NextReset) : Command
{
    public override string Path => $"PUT {Instance}/line-items/{Activation}/limit";

    public override string Body => $"{LimitMicro} a {Interval}, reset {NextReset}";
}

public sealed record RemoveLimit(int Instance, string Activation) : Command
{
    public override string Path => $"DELETE {Instance}/line-items/{Activation}/limit";

    public override string Body => "";
}
