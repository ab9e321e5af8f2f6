using System.Security.Cryptography;
using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Webhooks;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Keys;

internal static class PutKeys
{
    private const int KeysMax = 100;
    private const int PemCharsMax = 8_192;

    /// <summary>Changes of public keys come one after another.</summary>
    public static readonly byte[] Lock = SHA256.HashData("public keys"u8);

    public sealed record Key(string Id, string PublicKey);

    public sealed class Shape : AbstractValidator<List<Key>>
    {
        public Shape()
        {
            RuleFor(keys => keys).Must(keys => keys.Count is > 0 and <= KeysMax)
                .WithMessage($"must hold 1 to {KeysMax} keys").OverridePropertyName("");
            RuleFor(keys => keys).Must(keys => keys.DistinctBy(key => key.Id).Count() == keys.Count)
                .WithMessage("must hold each id once").OverridePropertyName("");
            RuleForEach(keys => keys).ChildRules(key =>
            {
                key.RuleFor(k => k.Id).Name();
                key.RuleFor(k => k.PublicKey).Must(IsUsable).WithMessage(
                    "must be the PEM of a public RSA key of 2048 bits or more, "
                    + "or of a public key on P-256, P-384 or P-521");
            }).OverridePropertyName("$");
        }

        private static bool IsUsable(string pem)
        {
            if (pem.Length > PemCharsMax)
            {
                return false;
            }

            using var key = PublicKey.Read(pem);
            return key is not null;
        }
    }

    public static Task<IAnswer> HandleAdministration(
        Body<List<Key>> body, AccessDb db, IStore store, TimeProvider time, CancellationToken ct) =>
        StoreAsync(KeyType.Administration, body.Value, db, store, time.Now().Ms, ct);

    public static Task<IAnswer> HandleClient(
        Body<List<Key>> body, AccessDb db, IStore store, TimeProvider time, CancellationToken ct) =>
        StoreAsync(KeyType.Client, body.Value, db, store, time.Now().Ms, ct);

    private static async Task<IAnswer> StoreAsync(
        KeyType type, List<Key> keys, AccessDb db, IStore store, long nowMs, CancellationToken ct)
    {
        // Two first uploads of one id at once: the second waits here and finds the first.
        await store.LockAsync(db, Lock, ct);
        var ids = keys.ConvertAll(key => key.Id);
        var rows = await db.PublicKeys.Where(row => row.Type == type && ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, ct);
        foreach (var key in keys)
        {
            db.TellKey(KeyBody.NameOf(type), key.Id, rows.ContainsKey(key.Id) ? "REPLACED" : "ADDED", new(nowMs));
            if (rows.TryGetValue(key.Id, out var row))
            {
                row.Pem = key.PublicKey;
                row.ModifiedMs = nowMs;
                continue;
            }

            rows.Add(key.Id, new PublicKeyRow
            {
                Type = type,
                Id = key.Id,
                Pem = key.PublicKey,
                CreatedMs = nowMs,
                ModifiedMs = nowMs,
            });
            db.PublicKeys.Add(rows[key.Id]);
        }

        await db.SaveChangesAsync(ct);
        return Answer.Ok(new KeyPage([.. ids.Select(id => KeyBody.Of(rows[id]))], Next: 0));
    }
}
