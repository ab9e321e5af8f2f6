namespace ElasticAccess.Client.Credentials;

/// <summary>A private key with which the client signs its tokens by itself (contract section 3.1).</summary>
/// <remarks>
/// RSA keys sign RS256; EC keys sign ES256, ES384 or ES512 by their curve. A token is used until
/// <see cref="RenewBefore"/> ahead of its end, then the next one is signed.
/// </remarks>
public sealed class SigningCredential : Credential
{
    // Our clock may run ahead of the service's; it checks nbf with a tolerance of 60 s on top.
    private static readonly TimeSpan ValidBefore = TimeSpan.FromSeconds(60);

    private readonly Lock _signing = new();
    private readonly PrivateKey _key;
    private string _token = "";
    private DateTimeOffset _useUntil = DateTimeOffset.MinValue;

    /// <summary>Takes a private key, and refuses one it could not sign with.</summary>
    /// <param name="privateKeyPem">PEM text: PKCS#8, <c>RSA PRIVATE KEY</c> or <c>EC PRIVATE KEY</c>.</param>
    /// <param name="keyId">The <c>kid</c>: the id under which the public key was uploaded.</param>
    /// <param name="kind">Administration, or client with a list of instances.</param>
    /// <param name="instanceIds">The <c>aud</c> of a client token, at least one; empty for administration.</param>
    /// <exception cref="ArgumentException">The PEM is no usable private key, or the list does not fit.</exception>
    public SigningCredential(string privateKeyPem, string keyId, TokenKind kind, IReadOnlyList<string> instanceIds)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyId);
        ArgumentNullException.ThrowIfNull(instanceIds);
        if ((kind == TokenKind.Client) != (instanceIds.Count > 0) || instanceIds.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException(
                "A client token lists at least one instance, an administration token none.", nameof(instanceIds));
        }

        _key = PrivateKey.Read(privateKeyPem);
        KeyId = keyId;
        Kind = kind;
        InstanceIds = [.. instanceIds];
    }

    /// <summary>The id of the key.</summary>
    public string KeyId { get; }

    /// <summary>The kind of the tokens.</summary>
    public TokenKind Kind { get; }

    /// <summary>The instances that a client token lists; empty for administration.</summary>
    public IReadOnlyList<string> InstanceIds { get; }

    /// <summary>The claim <c>iss</c>, a URI. Default <c>urn:elastic-access:client</c>.</summary>
    public string Issuer { get; init; } = "urn:elastic-access:client";

    /// <summary>How long a token is valid from its signing on, whole seconds. Default 10 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long before its end a token is no longer used. Default 60 s; shorter than the lifetime.</summary>
    public TimeSpan RenewBefore { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The clock of <c>iat</c>, <c>nbf</c> and <c>exp</c>: real time, also under a sandbox clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc />
    public override string ToString() => $"{Kind} tokens signed with key {KeyId}";

    internal override string BearerToken()
    {
        lock (_signing)
        {
            var now = Clock.GetUtcNow();
            if (now >= _useUntil || now + Lifetime < _useUntil)
            {
                _token = Jwt.Sign(Claims(now), _key);
                _useUntil = now + Lifetime - RenewBefore;
            }

            return _token;
        }
    }

    private TokenClaims Claims(DateTimeOffset now) => new(
        Iss: Issuer,
        Iat: now.ToUnixTimeSeconds(),
        Nbf: (now - ValidBefore).ToUnixTimeSeconds(),
        Exp: (now + Lifetime).ToUnixTimeSeconds(),
        Aud: Kind == TokenKind.Client ? InstanceIds : null,
        Cnf: new TokenConfirmation(new TokenKey(KeyId, Kind == TokenKind.Client ? "CLIENT" : "ADMIN")));
}
