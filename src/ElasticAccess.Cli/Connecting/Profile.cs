using System.Text.Json.Serialization;
using ElasticAccess.Client.Credentials;

namespace ElasticAccess.Cli.Connecting;

/// <summary>A service and who calls it: an API key, or a private key that stays in its own file.</summary>
internal sealed record Profile(string Url)
{
    private const int CharsShown = 12;

    public string? Key { get; init; }

    public string? PrivateKeyFile { get; init; }

    public string? KeyId { get; init; }

    /// <summary>Of a private key of client software; none: administration.</summary>
    public IReadOnlyList<string>? Instances { get; init; }

    /// <summary>As much of the credential as may be shown: never the whole.</summary>
    [JsonIgnore]
    public string Shown => Key is not null
        ? $"{Key[..Math.Min(CharsShown, Key.Length / 2)]}…"
        : $"key {KeyId} in {PrivateKeyFile}";

    public Credential Credential()
    {
        if (Key is not null)
        {
            return Client.Credentials.Credential.ApiKey(Key);
        }

        if (PrivateKeyFile is null || KeyId is null)
        {
            throw new Failure(ExitCode.NotAuthorised, "The profile has no credential: `elastic login` once more.");
        }

        var pem = Files.Input.Text(PrivateKeyFile);
        return Instances is { Count: > 0 }
            ? Client.Credentials.Credential.ForInstances(pem, KeyId, [.. Instances])
            : Client.Credentials.Credential.Administration(pem, KeyId);
    }
}

/// <summary>All profiles, and which one is meant where none is named.</summary>
internal sealed record ProfileList(string? Current, SortedDictionary<string, Profile> Profiles);
