using System.Collections.Concurrent;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Rating;

namespace ElasticAccess.Data.Reading;

/// <summary>
/// Makes a price of a stored rate or formula. A formula's text is parsed once and kept, as its meaning is.
/// </summary>
internal static class PriceReader
{
    private const int KeptMax = 10_000;
    private static readonly ConcurrentDictionary<string, Price> Kept = new(StringComparer.Ordinal);

    public static Price Read(long? rateMicro, string? formula)
    {
        if (rateMicro is { } micro)
        {
            return new Price.Fixed(new Tokens(micro));
        }

        var text = formula ?? throw new InvalidOperationException("An item has neither rate nor formula");
        if (Kept.TryGetValue(text, out var kept))
        {
            return kept;
        }

        var price = Formula.TryParse(text, out var parsed, out var fault)
            ? new Price.ByFormula(parsed)
            : throw new InvalidOperationException($"A stored formula is broken: {text}: {fault}");
        if (Kept.Count >= KeptMax)
        {
            Kept.Clear();
        }

        return Kept[text] = price;
    }
}
