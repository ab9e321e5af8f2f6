using ElasticAccess.Domain.Access;

namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>One request of a batch, with its own key or none (contract 18.5).</summary>
public sealed record BatchedOneOff(OneOff Request, Keyed<IReadOnlyList<ItemDecision>?>? Keyed);

/// <summary>One-off requests decided in order, each on its own. Null when there is no such instance.</summary>
internal sealed class BatchOperation(Guid instanceId, IReadOnlyList<BatchedOneOff> requests)
    : Operation<IReadOnlyList<Reply<IReadOnlyList<ItemDecision>?>>?>(instanceId)
{
    private readonly Ticket<IReadOnlyList<ItemDecision>?>[] parts =
        [.. requests.Select(part => new Ticket<IReadOnlyList<ItemDecision>?>(
            new OneOffOperation(part.Request), part.Keyed, CancellationToken.None))];

    public override int Requests => parts.Length;

    public override void Need(Needs needs)
    {
        base.Need(needs);
        foreach (var part in parts)
        {
            part.Need(needs);
        }
    }

    public override IReadOnlyList<Reply<IReadOnlyList<ItemDecision>?>>? Decide(Books books)
    {
        if (books.Of(InstanceId) is null)
        {
            return null;
        }

        return Array.ConvertAll(parts, part =>
        {
            part.Decide(books);
            return part.Decision;
        });
    }
}
