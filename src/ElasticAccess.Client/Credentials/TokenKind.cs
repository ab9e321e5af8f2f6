namespace ElasticAccess.Client.Credentials;

/// <summary>The kind of a signed token, its claim <c>cnf.jwk.kty</c> (contract section 3.1).</summary>
public enum TokenKind
{
    /// <summary><c>ADMIN</c>: for the producer, access to everything.</summary>
    Administration,

    /// <summary><c>CLIENT</c>: acts on the instances it lists, on the operations open to clients.</summary>
    Client,
}
