using System.Security.Cryptography;
using System.Text;
using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Operations;
using ElasticAccess.Data;
using ElasticAccess.Data.Audit;
using ElasticAccess.Data.Ledger;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// What an operation of the ledger needs of its request beside the body: the version, the words for errors and the
/// Idempotency-Key (contract 18.3). It holds nothing of the connection, which may be gone when the batch is decided.
/// </summary>
internal sealed class Exchange : IInput
{
    private readonly ErrorContext errors;
    private readonly string scope;
    private readonly byte[]? keyHash;
    private readonly string query;

    private Exchange(
        ErrorContext errors, string scope, string? key, string query, Note? note, IAnswer? fault)
    {
        Note = note;
        this.errors = errors;
        this.scope = scope;
        keyHash = key is null ? null : HashOf(key);
        Secret = key is null ? [] : SHA256.HashData(Encoding.UTF8.GetBytes($"sealed\n{scope}\n{key}"));
        this.query = query;
        Fault = fault;
    }

    public IAnswer? Fault { get; }

    /// <summary>For the audit; null where the operation is none of administration.</summary>
    public Note? Note { get; }

    /// <summary>Of the ledger rows that this request writes, its answer and its line in the log.</summary>
    public Guid CorrelationId { get; } = TimedId.Next();

    public ApiVersion Version => errors.Version!;

    public static ValueTask<Exchange?> BindAsync(HttpContext context)
    {
        var exchange = Of(context);
        RequestLog.Correlate(context, exchange.CorrelationId);
        return ValueTask.FromResult<Exchange?>(exchange);
    }

    public static Exchange Of(HttpContext context)
    {
        var isValid = IdempotencyKey.TryRead(context.Request.Headers, out var key);
        return new(
            ErrorContext.Of(context),
            key is null && !HttpMethods.IsPost(context.Request.Method) ? "" : ScopeOf(context),
            key,
            context.Request.QueryString.Value ?? "",
            NoteOf(context),
            isValid ? null : Errors.Invalid(IdempotencyKey.Rule));
    }

    /// <summary>Null where the request has no key. The answer is put into words by <paramref name="answer"/>.</summary>
    public Keyed<T>? Keyed<T>(ReadOnlySpan<byte> body, Func<T, IAnswer> answer) => keyHash is null && Note is null
        ? null
        : new(keyHash, keyHash is null ? [] : RequestHash(body), outcome => Store(answer(outcome))) { Note = Note };

    /// <summary>The same where the path names no instance.</summary>
    public Keyed<T>? KeyedOfNoInstance<T>(ReadOnlySpan<byte> body, Func<T, IAnswer> answer) =>
        Keyed(body, answer) is { } keyed ? keyed with { IsOfNoInstance = true } : null;

    public IAnswer Answer<T>(Reply<T> reply, Func<T, IAnswer> answer) => reply switch
    {
        Reply<T>.Decided decided => answer(decided.Outcome),
        Reply<T>.Replayed replayed => Wire.Answer.Replay(replayed.Answer),
        Reply<T>.KeyReused => Errors.Of(Problem.KeyReused),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public byte[]? KeyHash => keyHash;

    /// <summary>Known to whoever sends the Idempotency-Key, and to nobody who only has the store.</summary>
    public byte[] Secret { get; }

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

    /// <summary>For a part of the body that has a key of its own, which may be worded as that of the whole.</summary>
    public Keyed<T> KeyedBy<T>(string key, ReadOnlySpan<byte> part, Func<T, IAnswer> answer) =>
        new(HashOf($"part\n{key}"), RequestHash(part), outcome => Store(answer(outcome)));

    /// <summary>An answer as a part of another one.</summary>
    public RenderedJson ToJson(IAnswer answer) => new(answer.Render(errors).Body);

    // Caller, method and path, the path with its version and without its prefix: all that a key is valid for.
    private static string ScopeOf(HttpContext context) => string.Join(
        '\n', Caller.Of(context).Name, context.Request.Method, PathText.Resource(context));

    private static Note? NoteOf(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        return metadata?.GetMetadata<AuditedOperation>() is null
            ? null
            : new(Caller.Of(context).KeyId, metadata.GetMetadata<Operation>()!.Id, PathText.Unversioned(context));
    }

    private byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{key}"));
}
