using System.Security.Cryptography;
using System.Text;
using ElasticAccess.Api.Auth;
using ElasticAccess.Data.Ledger;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// What an operation of the ledger needs of its request beside the body: the version, the words for errors and the
/// Idempotency-Key (contract 18.3). It holds nothing of the connection, which may be gone when the batch is decided.
/// </summary>
internal sealed class Exchange : IInput
{
    private readonly ErrorContext errors;
    private readonly byte[]? keyHash;
    private readonly string query;

    private Exchange(ErrorContext errors, byte[]? keyHash, string query, IAnswer? fault)
    {
        this.errors = errors;
        this.keyHash = keyHash;
        this.query = query;
        Fault = fault;
    }

    public IAnswer? Fault { get; }

    public ApiVersion Version => errors.Version!;

    public static ValueTask<Exchange?> BindAsync(HttpContext context) => ValueTask.FromResult<Exchange?>(Of(context));

    public static Exchange Of(HttpContext context)
    {
        var isValid = IdempotencyKey.TryRead(context.Request.Headers, out var key);
        return new(
            ErrorContext.Of(context),
            key is null ? null : HashOf(context, key),
            context.Request.QueryString.Value ?? "",
            isValid ? null : Errors.Invalid(IdempotencyKey.Rule));
    }

    /// <summary>Null where the request has no key. The answer is put into words by <paramref name="answer"/>.</summary>
    public Keyed<T>? Keyed<T>(ReadOnlySpan<byte> body, Func<T, IAnswer> answer) => keyHash is null
        ? null
        : new(keyHash, RequestHash(body), outcome => Store(answer(outcome)));

    public IAnswer Answer<T>(Reply<T> reply, Func<T, IAnswer> answer) => reply switch
    {
        Reply<T>.Decided decided => answer(decided.Outcome),
        Reply<T>.Replayed replayed => Wire.Answer.Replay(replayed.Answer),
        Reply<T>.KeyReused => Errors.Of(Problem.KeyReused),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public byte[]? KeyHash => keyHash;

    public byte[] RequestHash(ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(query));
        hash.AppendData("\n"u8);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    /// <summary>Null for an answer that may be tried anew: 400, 401, 413, 415, 422, 429 and 5xx.</summary>
    public StoredAnswer? Store(IAnswer answer) =>
        answer.Status is 400 or 401 or 413 or 415 or 422 or 429 or >= 500 ? null : answer.Render(errors);

    // Caller, method and path, the path with its version and without its prefix: all that a key is valid for.
    private static byte[] HashOf(HttpContext context, string key)
    {
        var caller = Caller.Of(context);
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
            '\n', caller.Name, context.Request.Method, PathText.Resource(context), key)));
    }
}
