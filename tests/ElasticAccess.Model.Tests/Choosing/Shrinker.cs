using System.Diagnostics;

namespace ElasticAccess.Model.Tests.Choosing;

/// <summary>Makes a failing choice string shorter and its bytes lower for as long as it still fails.</summary>
public static class Shrinker
{
    public static byte[] Shrink(byte[] failing, Func<byte[], bool> fails, TimeSpan time)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var best = failing;
        for (var before = (byte[]?)null; before != best && Stopwatch.GetTimestamp() < until;)
        {
            before = best;
            best = WithoutChunks(best, Tried);
            best = WithLowerBytes(best, Tried);
        }

        return best;

        bool Tried(byte[] candidate) => Stopwatch.GetTimestamp() < until && fails(candidate);
    }

    private static byte[] WithoutChunks(byte[] best, Func<byte[], bool> fails)
    {
        for (var size = Math.Max(1, best.Length / 2); size > 0; size /= 2)
        {
            for (var at = best.Length - size; at >= 0; at -= size)
            {
                // An earlier cut may have left less than this one reaches for.
                if (at + size <= best.Length && (byte[])[.. best[..at], .. best[(at + size)..]] is var shorter
                    && fails(shorter))
                {
                    best = shorter;
                }
            }
        }

        return best;
    }

    private static byte[] WithLowerBytes(byte[] best, Func<byte[], bool> fails)
    {
        for (var at = 0; at < best.Length; at++)
        {
            foreach (var lower in new[] { 0, best[at] / 2, best[at] - 1 })
            {
                if (lower >= 0 && lower < best[at])
                {
                    var changed = best.ToArray();
                    changed[at] = (byte)lower;
                    if (fails(changed))
                    {
                        best = changed;
                        break;
                    }
                }
            }
        }

        return best;
    }
}
