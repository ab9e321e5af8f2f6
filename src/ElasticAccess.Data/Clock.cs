using ElasticAccess.Domain;

namespace ElasticAccess.Data;

public static class Clock
{
    /// <summary>The injected clock, in the whole milliseconds that the wire and both stores hold.</summary>
    public static Instant Now(this TimeProvider time) => new(time.GetUtcNow().ToUnixTimeMilliseconds());
}
