using ElasticAccess.Data.Stores;

namespace ElasticAccess.Api.Startup;

/// <summary>
/// A program does not know what a newer one keeps in the store, and would leave it wrong: there is no way back but a
/// backup.
/// </summary>
internal static class SchemaAge
{
    /// <summary>Null where this program knows all that was done to the schema.</summary>
    public static async Task<string?> FindFaultAsync(IStore store, CancellationToken ct)
    {
        var newer = await store.FindNewerAsync(ct);
        return newer.Count == 0
            ? null
            : $"the schema is newer than this program, which does not know {string.Join(", ", newer)}: "
            + "run the release that made it, or restore a backup from before";
    }
}
