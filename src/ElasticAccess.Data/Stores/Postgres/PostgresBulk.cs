using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>Many new rows at once, in the transaction of the caller.</summary>
internal static class PostgresBulk
{
    public static async Task InsertAsync<T>(AccessDb db, IEnumerable<T> rows, CancellationToken ct)
        where T : class
    {
        var columns = BulkColumns.Of<T>(db);
        var types = Enumerable.Range(0, columns.Count).Select(columns.TypeOf).ToArray();
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {columns.Table} ({columns.Names}) from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            for (var column = 0; column < types.Length; column++)
            {
                if (columns.Value(row, column) is { } value)
                {
                    await copy.WriteAsync(value, types[column], ct);
                }
                else
                {
                    await copy.WriteNullAsync(ct);
                }
            }
        }

        await copy.CompleteAsync(ct);
    }
}
