using Npgsql;

namespace ElasticAccess.Api.Tests.Crash;

/// <summary>
/// A process of the first release that goes on charging while the schema changes under it. Its program cannot be had
/// from a shallow clone: these are the statements that it sent for a charge of three tokens, on the
/// rows of the fixture.
/// </summary>
internal static class OldProcess
{
    /// <summary>Room for what is charged, beside the fixture's ten tokens.</summary>
    public const string MakeRoom = "update line_item set quantity = 1000000";

    private const string Charge =
        """
        with head as (
            update ledger_head set sequence = sequence + 1 returning instance_id, sequence),
        charged as (
            update line_item l set used_micro = used_micro + 3000000 from head h
            where l.instance_id = h.instance_id and l.state = 0
            returning l.instance_id, l.line_item_id, l.used_micro, l.quantity)
        insert into entry (instance_id, sequence, id, kind, correlation_id, item_index, part, line_item_id, item,
            version, count_micro, rate_micro, rate_table_id, tokens_micro, used_micro, quantity, requester_type,
            requester_value, status, usage_ms, write_ms)
        select c.instance_id, h.sequence, gen_random_uuid(), 0, gen_random_uuid(), 0, 0, c.line_item_id, 'a', '',
            1000000, 3000000, (select rate_table_id from rate_table), 3000000, c.used_micro, c.quantity, 'user',
            'maria', 0, $1, $1
        from charged c, head h
        """;

    /// <summary>How many were acknowledged, before and after the schema was current.</summary>
    public static async Task<(int Before, int After)> ChargeAsync(
        string connectionString, Func<bool> isCurrent, CancellationToken end)
    {
        var (before, after) = (0, 0);
        await using var source = NpgsqlDataSource.Create(connectionString);
        while (!end.IsCancellationRequested)
        {
            var wasCurrent = isCurrent();
            try
            {
                await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
                await using var batch = new NpgsqlBatch(connection);
                batch.BatchCommands.Add(new("begin isolation level serializable"));
                batch.BatchCommands.Add(new(Charge)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<long> { TypedValue = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() },
                    },
                });
                batch.BatchCommands.Add(new("commit"));
                await batch.ExecuteNonQueryAsync(CancellationToken.None);
                (before, after) = wasCurrent ? (before, after + 1) : (before + 1, after);
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.SerializationFailure)
            {
                // It tried again with fresh facts.
            }
        }

        return (before, after);
    }
}
