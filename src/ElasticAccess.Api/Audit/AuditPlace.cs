using System.Buffers.Binary;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Audit;

/// <summary>
/// An entry's place in the audit. Its id is part of it: many entries may have one time, above all while a sandbox's
/// clock stands still.
/// </summary>
internal readonly record struct AuditPlace(long TimeMs, Guid Id)
{
    private const int Length = sizeof(long) + 16;

    /// <summary>Where a list in that order begins.</summary>
    public static AuditPlace BeforeAll(bool isNewestFirst) =>
        isNewestFirst ? new(long.MaxValue, Guid.AllBitsSet) : new(-1, Guid.Empty);

    public static bool TryRead(string text, bool isNewestFirst, out AuditPlace place)
    {
        place = BeforeAll(isNewestFirst);
        if (!Cursor.TryRead(ListOf(isNewestFirst), text, out var bytes))
        {
            return false;
        }

        // Older services gave out the time alone, and meant all that has it.
        if (bytes.Length is not Length && (isNewestFirst || bytes.Length is not sizeof(long)))
        {
            return false;
        }

        place = new(
            BinaryPrimitives.ReadInt64BigEndian(bytes),
            bytes.Length == Length ? new(bytes.AsSpan(sizeof(long)), bigEndian: true) : Guid.AllBitsSet);
        return true;
    }

    public string ToCursor(bool isNewestFirst)
    {
        Span<byte> place = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(place, TimeMs);
        Id.TryWriteBytes(place[sizeof(long)..], bigEndian: true, out _);
        return Cursor.Write(ListOf(isNewestFirst), place);
    }

    // A cursor of one order would leave out all that the other has yet to show.
    private static string ListOf(bool isNewestFirst) => isNewestFirst ? "audit\ndesc" : "audit";
}
