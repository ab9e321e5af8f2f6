using System.Buffers.Binary;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using Npgsql;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>
/// A lane's connection to PostgreSQL. The instances' advisory locks are taken before BEGIN, so that the snapshot is
/// never older than the lock and replicas on one hot instance queue instead of failing each other.
/// </summary>
internal sealed class PostgresHotPath(NpgsqlDataSource source) : IHotPath
{
    private NpgsqlConnection? connection;

    public async Task GatherAsync(Needs needs, Books books, CancellationToken ct)
    {
        connection ??= await source.OpenConnectionAsync(ct);
        await using var batch = PostgresGather.Batch(connection, needs);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await PostgresGather.ReadAsync(rows, needs, books, ct);
    }

    public async Task WriteAsync(Books books)
    {
        await using var batch = PostgresWrite.Batch(connection!, books);
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public async Task AbandonAsync()
    {
        if (connection is null)
        {
            return;
        }

        try
        {
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand("rollback") { AppendErrorBarrier = true },
                    new NpgsqlBatchCommand(PostgresWrite.Unlock),
                },
            };
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception)
        {
            // The server lets go of everything when the connection ends.
            await DropAsync();
        }
    }

    public async Task<bool?> WasWrittenAsync(Books books, CancellationToken ct)
    {
        // Of an instance that is not there only the answer was to be stored, and nothing is locked: it may yet be.
        if (books.Instances.FirstOrDefault(book => book.HasWork) is not { } instance)
        {
            return null;
        }

        // The lock is held by the lost connection's session for as long as that may still commit.
        connection ??= await source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                PostgresGather.Lock([instance.InstanceId]),
                PostgresGather.Command(
                    """
                    select h.batch_id, e.id from ledger_head h
                    left join entry e on e.instance_id = h.instance_id and e.sequence = $2 and e.write_ms = $3
                    where h.instance_id = $1
                    """,
                    PostgresGather.Value(instance.InstanceId),
                    PostgresGather.Value(instance.SequenceWas + 1),
                    PostgresGather.Value(books.WriteTime.Ms)),
            },
        };
        bool? written;
        await using (var rows = await batch.ExecuteReaderAsync(ct))
        {
            await rows.NextResultAsync(ct);
            await rows.ReadAsync(ct);
            written = WasWritten(rows, books.BatchId, instance.Entries);
        }

        await AbandonAsync();
        return written;
    }

    public Fault Classify(Exception fault, bool whileWriting) => PostgresFaults.Classify(fault, whileWriting);

    public async ValueTask DisposeAsync() => await DropAsync();

    private static bool? WasWritten(NpgsqlDataReader rows, Guid batchId, List<EntryRow> entries)
    {
        if (!rows.IsDBNull(0) && rows.GetGuid(0) == batchId)
        {
            return true;
        }

        // Another batch may have come after ours. Where ours wrote a row, the row's id tells; else nothing does.
        return entries.Count == 0 ? null : !rows.IsDBNull(1) && rows.GetGuid(1) == entries[0].Id;
    }

    private async Task DropAsync()
    {
        if (connection is { } lost)
        {
            connection = null;
            await lost.DisposeAsync();
        }
    }

    internal static long LockKey(Guid instanceId)
    {
        Span<byte> bytes = stackalloc byte[16];
        instanceId.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
    }
}
