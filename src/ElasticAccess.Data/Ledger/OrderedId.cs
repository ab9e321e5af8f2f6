using System.Buffers.Binary;

namespace ElasticAccess.Data.Ledger;

/// <summary>
/// Ids of version 7 whose order is the order of their making: within a millisecond, and on a clock that lags behind,
/// a plain one could come before the last.
/// </summary>
public static class OrderedId
{
    private static readonly Lock Gate = new();
    private static Guid last;

    /// <summary>Later than all that this process has made here.</summary>
    public static Guid Next()
    {
        lock (Gate)
        {
            return last = After(last);
        }
    }

    public static Guid After(Guid earlier)
    {
        var id = TimedId.Next();
        if (id > earlier)
        {
            return id;
        }

        Span<byte> bytes = stackalloc byte[16];
        earlier.TryWriteBytes(bytes, bigEndian: true, out _);
        var low = bytes[^sizeof(ulong)..];

        // A step of chance: else two that follow the same one would be alike, and an id that was deleted come again.
        var step = 1 + (ulong)Random.Shared.NextInt64(1L << 32);
        BinaryPrimitives.WriteUInt64BigEndian(low, BinaryPrimitives.ReadUInt64BigEndian(low) + step);
        return new(bytes, bigEndian: true);
    }
}
