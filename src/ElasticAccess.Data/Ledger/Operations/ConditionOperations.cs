using ElasticAccess.Data.Audit;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>A condition to be created (no id) or modified; what is null stays as it is.</summary>
/// <param name="Test">JSON: operator, key, values, conditions.</param>
public sealed record ConditionWish(Guid? Id, string? Name, string? Test);

public sealed record StoredCondition(Guid Id, string? Name, string Test);

/// <summary>What became of a change of conditions (contract 7).</summary>
public abstract record ConditionsReply
{
    private ConditionsReply()
    {
    }

    /// <summary>Those created or modified, in the order of the wishes.</summary>
    public sealed record Stored(IReadOnlyList<StoredCondition> Conditions) : ConditionsReply;

    public sealed record Removed : ConditionsReply;

    public sealed record NoInstance : ConditionsReply;

    public sealed record NoCondition(Guid Id) : ConditionsReply;

    /// <summary>An action refers to it; nothing was deleted.</summary>
    public sealed record InUse(Guid Id) : ConditionsReply;

    /// <summary>The instance would have more conditions than an instance can have.</summary>
    public sealed record TooMany(int Most) : ConditionsReply;
}

/// <summary>Creates and modifies conditions: all of the wishes or none.</summary>
internal sealed class StoreConditionsOperation(Guid instanceId, IReadOnlyList<ConditionWish> wishes)
    : Operation<ConditionsReply>(instanceId)
{
    private const int CountMax = 1_000;

    public override ConditionsReply Decide(Books books)
    {
        if (books.Of(InstanceId) is not { } book)
        {
            return new ConditionsReply.NoInstance();
        }

        if (wishes.FirstOrDefault(wish => wish.Id is { } id && book.Condition(id) is null) is { } unknown)
        {
            return new ConditionsReply.NoCondition(unknown.Id!.Value);
        }

        if (book.Conditions.Count() + wishes.Count(wish => wish.Id is null) > CountMax)
        {
            return new ConditionsReply.TooMany(CountMax);
        }

        var last = book.Conditions.LastOrDefault()?.ConditionId ?? Guid.Empty;
        var stored = new List<StoredCondition>(wishes.Count);
        foreach (var wish in wishes)
        {
            stored.Add(Store(book, wish, ref last));
        }

        return new ConditionsReply.Stored(stored);
    }

    public override string? Look(Books books) => books.Of(InstanceId)?.ConditionsToJson();

    private StoredCondition Store(InstanceBook book, ConditionWish wish, ref Guid last)
    {
        var row = wish.Id is { } id ? book.Condition(id)! : new ConditionRow
        {
            InstanceId = InstanceId,
            ConditionId = last = OrderedId.After(last),
            Test = wish.Test!,
        };
        row.Name = wish.Name ?? row.Name;
        row.Test = wish.Test ?? row.Test;
        if (wish.Id is null)
        {
            book.Add(row);
        }
        else
        {
            book.Replace(row);
        }

        return new(row.ConditionId, row.Name, row.Test);
    }
}

/// <summary>Deletes one condition, or all; none while an action refers to one of them.</summary>
internal sealed class RemoveConditionsOperation(Guid instanceId, Guid? conditionId)
    : Operation<ConditionsReply>(instanceId)
{
    public override ConditionsReply Decide(Books books)
    {
        if (books.Of(InstanceId) is not { } book)
        {
            return new ConditionsReply.NoInstance();
        }

        if (conditionId is { } id && book.Condition(id) is null)
        {
            return new ConditionsReply.NoCondition(id);
        }

        var rows = book.Conditions.Where(row => conditionId is null || row.ConditionId == conditionId).ToList();
        if (rows.FirstOrDefault(row => book.IsConditionUsed(row.ConditionId)) is { } used)
        {
            return new ConditionsReply.InUse(used.ConditionId);
        }

        rows.ForEach(book.Remove);
        return new ConditionsReply.Removed();
    }

    public override string? Look(Books books) => books.Of(InstanceId)?.ConditionsToJson();
}
