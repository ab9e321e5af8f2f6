using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ElasticAccess.Data;

/// <summary>
/// Ids of version 7 (RFC 9562) by the wall clock. A charge makes several, so each thread draws its randomness in bulk
/// instead of asking the system every time.
/// </summary>
public static class TimedId
{
    private const int RandomBytes = 10;
    private const int DrawnBytes = 64 * RandomBytes;

    [ThreadStatic]
    private static byte[]? drawn;

    [ThreadStatic]
    private static int taken;

    public static Guid Next()
    {
        if (drawn is null || taken == DrawnBytes)
        {
            RandomNumberGenerator.Fill(drawn ??= new byte[DrawnBytes]);
            taken = 0;
        }

        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() << 16);
        drawn.AsSpan(taken, RandomBytes).CopyTo(id[6..]);
        taken += RandomBytes;
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new(id, bigEndian: true);
    }
}
