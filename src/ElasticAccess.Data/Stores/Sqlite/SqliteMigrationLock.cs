using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Stores.Sqlite;

/// <summary>
/// One process migrates a file at a time. EF keeps a lock of its own as a row, which outlives a process that is killed
/// in the middle, so that the next would wait for ever. The system's lock ends with its holder, and whoever has it
/// knows that such a row is stale.
/// </summary>
internal static class SqliteMigrationLock
{
    private const string ForgetStale = "drop table if exists \"__EFMigrationsLock\"";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<IAsyncDisposable> TakeAsync(AccessDb db, string file, CancellationToken ct)
    {
        var taken = await OpenAsync(file + ".migration", ct);
        if (File.Exists(file))
        {
            await db.Database.ExecuteSqlRawAsync(ForgetStale, ct);
        }

        return taken;
    }

    private static async Task<FileStream> OpenAsync(string lockFile, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (held is not (DirectoryNotFoundException or PathTooLongException))
            {
                await Task.Delay(Pause, ct);
            }
        }
    }
}
