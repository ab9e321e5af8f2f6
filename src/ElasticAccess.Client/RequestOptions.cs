namespace ElasticAccess.Client;

/// <summary>What may be said about one writing call: its idempotency key (contract section 18.3).</summary>
/// <remarks>
/// Without options the client makes a fresh key for every call that writes, so that a retry after a lost answer
/// never charges twice. Give a key of your own to be safe across a restart of your program: write it down before
/// the call, and repeat the call with the same key and the same content. The service keeps keys for 35 days.
/// </remarks>
public record RequestOptions
{
    /// <summary>A call without an idempotency key. The client never retries it.</summary>
    public static RequestOptions Unkeyed { get; } = new() { SendIdempotencyKey = false };

    /// <summary>The key to send: 1 to 255 visible ASCII characters. Null: the client makes one.</summary>
    /// <remarks>The same key with other content is refused with 422.</remarks>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// False: no key at all. Null, the default: as <see cref="ElasticAccessOptions.SendIdempotencyKeys"/> says. A key
    /// given in <see cref="IdempotencyKey"/> is sent unless this is false.
    /// </summary>
    public bool? SendIdempotencyKey { get; init; }

    /// <summary>A call with a key of the caller's.</summary>
    /// <param name="idempotencyKey">1 to 255 visible ASCII characters.</param>
    /// <returns>Options that carry the key.</returns>
    public static RequestOptions Keyed(string idempotencyKey) => new() { IdempotencyKey = idempotencyKey };

    internal virtual bool IsDryRun => false;

    internal string? KeyToSend(bool byDefault)
    {
        if (!(SendIdempotencyKey ?? (byDefault || IdempotencyKey is not null)))
        {
            return null;
        }

        // The answer to a dry run must never be replayed as the answer to the real request with the caller's key.
        return IsDryRun || IdempotencyKey is null ? Guid.NewGuid().ToString() : Checked(IdempotencyKey);
    }

    private static string Checked(string key) =>
        key.Length is >= 1 and <= 255 && key.All(c => c is >= '!' and <= '~')
            ? key
            : throw new ArgumentException("An idempotency key is 1 to 255 visible ASCII characters.", nameof(key));
}
