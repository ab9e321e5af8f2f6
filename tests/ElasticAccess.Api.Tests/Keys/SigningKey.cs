using System.Security.Cryptography;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Api.Tests.Keys;

/// <summary>A key pair of a caller: the service gets its public half.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string PrivatePem => key.ExportPkcs8PrivateKeyPem();

    public string PublicPem => key.ExportSubjectPublicKeyInfoPem();

    public KeyUpload Upload(string id) => new(id, PublicPem);

    public void Dispose() => key.Dispose();
}
