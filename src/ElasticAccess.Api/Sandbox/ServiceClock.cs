using System.Globalization;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Sandbox;

/// <summary>
/// The service's clock. In a sandbox it stands where it was last put, which the database keeps for all replicas
/// (contract 18.8); otherwise, and until it was put anywhere, it is real time.
/// </summary>
internal sealed class ServiceClock : TimeProvider
{
    private const string Setting = "sandbox.now";
    private readonly IStore store;
    private readonly bool isSandbox;
    private readonly SharedRun reading;
    private long standsAtMs = -1;

    public ServiceClock(IStore store, bool isSandbox)
    {
        this.store = store;
        this.isSandbox = isSandbox;
        reading = new SharedRun(ReadAsync);
    }

    public override DateTimeOffset GetUtcNow() => Volatile.Read(ref standsAtMs) is var at && at >= 0
        ? DateTimeOffset.FromUnixTimeMilliseconds(at)
        : System.GetUtcNow();

    /// <summary>Reads where another replica may have put it. Costs nothing outside a sandbox.</summary>
    public Task RefreshAsync(CancellationToken ct) => isSandbox ? reading.JoinAsync(ct) : Task.CompletedTask;

    /// <summary>False when that lies before where it stands; it never goes backward.</summary>
    public async Task<bool> TryMoveAsync(long nowMs, string by, CancellationToken ct)
    {
        await using var db = store.NewDb();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await store.LockAsync(db, Global.Lock, ct);
        var row = await db.Settings.SingleOrDefaultAsync(row => row.Name == Setting, ct);
        var standsAt = row is null
            ? System.GetUtcNow().ToUnixTimeMilliseconds()
            : long.Parse(row.Value, CultureInfo.InvariantCulture);
        if (nowMs < standsAt)
        {
            return false;
        }

        if (row is null)
        {
            row = new SettingRow { Name = Setting, Value = "", ModifiedMs = 0, UpdatedBy = "" };
            db.Settings.Add(row);
        }

        row.Value = nowMs.ToString(CultureInfo.InvariantCulture);
        row.ModifiedMs = System.GetUtcNow().ToUnixTimeMilliseconds();
        row.UpdatedBy = by;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        StandAt(nowMs);
        return true;
    }

    private async Task ReadAsync()
    {
        await using var db = store.NewDb();
        if (await db.Settings.AsNoTracking().SingleOrDefaultAsync(row => row.Name == Setting) is { } row)
        {
            StandAt(long.Parse(row.Value, CultureInfo.InvariantCulture));
        }
    }

    // What was read before another call moved the clock may arrive here after it.
    private void StandAt(long ms)
    {
        for (var at = Volatile.Read(ref standsAtMs); at < ms;)
        {
            var found = Interlocked.CompareExchange(ref standsAtMs, ms, at);
            at = found == at ? ms : found;
        }
    }

    private static class Global
    {
        public static readonly byte[] Lock =
            global::System.Security.Cryptography.SHA256.HashData("sandbox clock"u8);
    }
}
