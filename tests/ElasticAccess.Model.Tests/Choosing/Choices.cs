namespace ElasticAccess.Model.Tests.Choosing;

/// <summary>
/// A byte string that drives every decision of a test; past its end zeros are drawn. Lower bytes mean simpler
/// decisions, so that a failure shrinks by shortening the string and lowering its bytes, whatever it decided.
/// </summary>
public sealed class Choices
{
    private const int BytesMax = 1 << 22;
    private readonly List<byte> bytes;
    private ulong state;
    private readonly bool isRandom;

    private Choices(List<byte> bytes, bool isRandom, ulong seed) =>
        (this.bytes, this.isRandom, state) = (bytes, isRandom, seed);

    /// <summary>How many bytes have decided something.</summary>
    public int Drawn { get; private set; }

    /// <summary>What was drawn so far: the same string again makes the same decisions.</summary>
    public byte[] Bytes => [.. bytes.Take(Drawn)];

    public string Hex => Convert.ToHexStringLower(Bytes);

    public static Choices Of(ReadOnlySpan<byte> bytes) => new([.. bytes], isRandom: false, 0);

    public static Choices OfHex(string hex) => Of(Convert.FromHexString(hex));

    /// <summary>Bytes are made as they are drawn; the seed names them all.</summary>
    public static Choices OfSeed(int seed) => new([], isRandom: true, ((ulong)seed * 0x9E3779B97F4A7C15) + 1);

    /// <summary>From 0 to one less than the bound; a lower byte never gives a higher number.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return bound switch
        {
            1 => 0,
            <= 256 => Next() * bound >> 8,
            <= 65_536 => (int)((((long)Next() << 8) | Next()) * bound >> 16),
            _ => (int)((((long)Next() << 24) | ((long)Next() << 16) | ((long)Next() << 8) | Next()) * bound >> 32),
        };
    }

    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>False is the simpler answer.</summary>
    public bool Chance(int percent) => percent > 0 && Below(100) >= 100 - percent;

    public T Pick<T>(params ReadOnlySpan<T> among) => among[Below(among.Length)];

    private byte Next()
    {
        if (Drawn == bytes.Count)
        {
            if (!isRandom || Drawn >= BytesMax)
            {
                return 0;
            }

            bytes.Add(Random());
        }

        return bytes[Drawn++];
    }

    // SplitMix64: the same bytes on every machine and in every version of the framework.
    private byte Random()
    {
        state += 0x9E3779B97F4A7C15;
        var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (byte)((z ^ (z >> 31)) >> 32);
    }
}
