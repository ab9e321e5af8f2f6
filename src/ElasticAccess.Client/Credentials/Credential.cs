namespace ElasticAccess.Client.Credentials;

/// <summary>Who calls the service (contract sections 3 and 18.1).</summary>
/// <remarks>Its text form never shows a secret. One credential can serve many clients and threads.</remarks>
public abstract class Credential
{
    private protected Credential()
    {
    }

    /// <summary>An API key, <c>ea_admin_…</c> or <c>ea_client_…</c> (contract section 18.1).</summary>
    /// <param name="key">The key as the service gave it, once.</param>
    /// <returns>A credential that sends the key as a bearer token.</returns>
    public static Credential ApiKey(string key) => new ApiKeyCredential(key);

    /// <summary>A private key for administration: access to everything (contract section 3.1).</summary>
    /// <param name="privateKeyPem">PEM text of an RSA key (2048 bits or more) or an EC key (P-256, -384, -521).</param>
    /// <param name="keyId">The id under which the public key was uploaded, the <c>kid</c>.</param>
    /// <returns>A credential that signs its tokens by itself.</returns>
    public static SigningCredential Administration(string privateKeyPem, string keyId) =>
        new(privateKeyPem, keyId, TokenKind.Administration, []);

    /// <summary>A private key of client software or of a customer (contract section 3.1).</summary>
    /// <param name="privateKeyPem">PEM text of an RSA key (2048 bits or more) or an EC key (P-256, -384, -521).</param>
    /// <param name="keyId">The id under which the public key was uploaded, the <c>kid</c>.</param>
    /// <param name="instanceIds">The instances the tokens may act on; at least one.</param>
    /// <returns>A credential that signs its tokens by itself.</returns>
    public static SigningCredential ForInstances(string privateKeyPem, string keyId, params string[] instanceIds) =>
        new(privateKeyPem, keyId, TokenKind.Client, instanceIds);

    /// <summary>Names the kind of credential, never the secret.</summary>
    /// <returns>A text for logs.</returns>
    public abstract override string ToString();

    internal abstract string BearerToken();

    private sealed class ApiKeyCredential : Credential
    {
        private readonly string _key;

        public ApiKeyCredential(string key)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(key);
            _key = key.All(c => c is > ' ' and <= '~')
                ? key
                : throw new ArgumentException("An API key is visible ASCII without spaces.", nameof(key));
        }

        public override string ToString() => "API key";

        internal override string BearerToken() => _key;
    }
}
