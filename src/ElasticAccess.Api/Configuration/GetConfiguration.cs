using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Configuration;

internal static class GetConfiguration
{
    public static async Task<IAnswer> Handle(ApiVersion version, AccessDb db, CancellationToken ct) =>
        Answer.Ok(await ReadAsync(version, db, ct));

    public static async Task<SettingBody[]> ReadAsync(ApiVersion version, AccessDb db, CancellationToken ct)
    {
        var changed = await db.Settings.ToDictionaryAsync(row => row.Name, ct);
        return
        [
            .. Setting.Of(version).Select(setting => changed.TryGetValue(setting.Name, out var row)
                ? new SettingBody(row.Name, row.Value, row.ModifiedMs, row.UpdatedBy)
                : new SettingBody(setting.Name, setting.Default)),
        ];
    }
}
