using ElasticAccess.Api.Auth;
using ElasticAccess.Data;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Stores.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Startup;

/// <summary>
/// The first administration credential comes from the configuration; in Development one is made, kept beside the
/// database and printed once (contract 18.2).
/// </summary>
internal static class Bootstrap
{
    private const string ApiKeySetting = "ElasticAccess:Bootstrap:ApiKey";
    private const string KeyIdSetting = "ElasticAccess:Bootstrap:KeyId";
    private const string PublicKeySetting = "ElasticAccess:Bootstrap:PublicKey";

    /// <summary>The key made in Development, on the start that made it or finds it; null otherwise.</summary>
    public static async Task<string?> RunAsync(
        IStore store, IConfiguration configuration, IHostEnvironment environment, CancellationToken ct)
    {
        await using var db = store.NewDb();

        // Replicas that start at once have the same first credential: the second waits here and finds it.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await store.LockAsync(db, AdministrationCredentials.Lock, ct);
        var configured = configuration[ApiKeySetting];
        if (configured is not null)
        {
            await AddApiKeyAsync(db, configured, "bootstrap", ct);
        }

        if (configuration[KeyIdSetting] is { } keyId)
        {
            await AddPublicKeyAsync(db, keyId, configuration[PublicKeySetting], ct);
        }

        string? made = null;
        if (configured is null && environment.IsDevelopment())
        {
            made = await MakeAsync(store, db, ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (!await db.PublicKeys.AnyAsync(key => key.Type == KeyType.Administration, ct)
            && !await db.ApiKeys.AnyAsync(key => key.Type == KeyType.Administration, ct))
        {
            throw new StartupException(
                "There is no administration credential. Set ElasticAccess__Bootstrap__ApiKey (ea_admin_ and at least "
                + "32 characters), or ElasticAccess__Bootstrap__KeyId and ElasticAccess__Bootstrap__PublicKey.");
        }

        return made;
    }

    private static async Task AddApiKeyAsync(AccessDb db, string key, string name, CancellationToken ct)
    {
        if (!key.StartsWith(ApiKeySecret.AdminPrefix, StringComparison.Ordinal)
            || key.Length < ApiKeySecret.AdminPrefix.Length + ApiKeySecret.SecretCharsMin)
        {
            throw new StartupException(
                $"ElasticAccess__Bootstrap__ApiKey must be {ApiKeySecret.AdminPrefix} and at least "
                + $"{ApiKeySecret.SecretCharsMin} characters.");
        }

        var hash = ApiKeySecret.Hash(key);
        if (!await db.ApiKeys.AnyAsync(row => row.SecretHash == hash, ct))
        {
            db.ApiKeys.Add(new ApiKeyRow
            {
                Id = Guid.CreateVersion7(),
                Type = KeyType.Administration,
                Name = name,
                Prefix = ApiKeySecret.Shown(KeyType.Administration, key),
                SecretHash = hash,
                Instances = [],
                CreatedMs = TimeProvider.System.Now().Ms,
                ExpiresMs = null,
            });
        }
    }

    private static async Task AddPublicKeyAsync(AccessDb db, string keyId, string? textOrPath, CancellationToken ct)
    {
        var pem = textOrPath is not null && !textOrPath.Contains("BEGIN", StringComparison.Ordinal)
            && File.Exists(textOrPath) ? await File.ReadAllTextAsync(textOrPath, ct) : textOrPath;
        using var key = pem is null ? null : PublicKey.Read(pem);
        if (key is null)
        {
            throw new StartupException(
                "ElasticAccess__Bootstrap__PublicKey must be the PEM of a public RSA or EC key, or the path of one.");
        }

        var now = TimeProvider.System.Now().Ms;
        if (!await db.PublicKeys.AnyAsync(row => row.Type == KeyType.Administration && row.Id == keyId, ct))
        {
            db.PublicKeys.Add(new PublicKeyRow
            {
                Type = KeyType.Administration,
                Id = keyId,
                Pem = pem!,
                CreatedMs = now,
                ModifiedMs = now,
            });
        }
    }

    private static async Task<string?> MakeAsync(IStore store, AccessDb db, CancellationToken ct)
    {
        var folder = store is SqliteStore sqlite ? Path.GetDirectoryName(sqlite.File)! : Path.GetFullPath("data");
        var file = Path.Combine(folder, "administration.key");
        if (File.Exists(file))
        {
            var kept = (await File.ReadAllTextAsync(file, ct)).Trim();
            await AddApiKeyAsync(db, kept, "development", ct);
            return kept;
        }

        if (await db.ApiKeys.AnyAsync(ct) || await db.PublicKeys.AnyAsync(ct))
        {
            return null;
        }

        var key = ApiKeySecret.New(KeyType.Administration);
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var writer = new StreamWriter(file, options))
        {
            await writer.WriteLineAsync(key);
        }

        await AddApiKeyAsync(db, key, "development", ct);
        return key;
    }
}

/// <summary>The service cannot start as it is set up; the message says what to change.</summary>
internal sealed class StartupException(string message) : Exception(message);
