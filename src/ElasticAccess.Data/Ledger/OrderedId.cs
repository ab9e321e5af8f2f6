using System.Buffers.Binary;

namespace ElasticAccess.Data.Ledger;

/// <summary>
/// Ids of version 7 whose order is the order of their making: within a millisecond, and on a clock that lags behind,
/// a plain one could come before the last.
/// </summary>
internal static class OrderedId
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
        BinaryPrimitives.WriteUInt64BigEndian(low, BinaryPrimitives.ReadUInt64BigEndian(low) + 1);
        return new(bytes, bigEndian: true);
    }
}
