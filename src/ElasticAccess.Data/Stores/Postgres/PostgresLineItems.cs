using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain.Supply;
using Npgsql;
using static ElasticAccess.Data.Stores.Postgres.PostgresGather;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>Line items of a batch: written one by one, each with its activation id and its history.</summary>
internal static class PostgresLineItems
{
    private const string FreeActivation = "delete from activation where activation_id = $1 and instance_id = $2";

    private const string ClaimActivation = "insert into activation (activation_id, instance_id) values ($1, $2)";

    private const string InsertLineItem =
        $"""
        insert into line_item ({LineItemRows.Columns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, $14)
        """;

    private const string ReplaceLineItem =
        """
        update line_item set activation_id = $3, state = $4, quantity = $5, start_ms = $6, end_ms = $7, elastic = $8,
            rate_table_series = $9, overdraft_type = $10, overdraft_limit = $11, reset_frequency = $12,
            created_ms = $13,
            modified_ms = $14
        where instance_id = $1 and line_item_id = $2
        """;

    public static void AddWrites(NpgsqlBatch batch, InstanceBook[] working)
    {
        foreach (var row in working.SelectMany(book => book.LineItemChanges.Replaced))
        {
            batch.BatchCommands.Add(LineItem(ReplaceLineItem, row));
            if (row.State == LineItemState.Deleted)
            {
                batch.BatchCommands.Add(Command(FreeActivation, Value(row.ActivationId), Value(row.InstanceId)));
            }
        }

        foreach (var row in working.SelectMany(book => book.LineItemChanges.Added))
        {
            // One that came and went within the batch leaves its activation id to whoever is next.
            if (row.State != LineItemState.Deleted)
            {
                batch.BatchCommands.Add(Command(ClaimActivation, Value(row.ActivationId), Value(row.InstanceId)));
            }

            batch.BatchCommands.Add(LineItem(InsertLineItem, row));
        }

        foreach (var row in working.SelectMany(book => book.History))
        {
            batch.BatchCommands.Add(Command(
                LineItemRows.InsertHistory,
                Value(row.InstanceId),
                Value(row.LineItemId),
                Value(row.AtMs),
                Value((int)row.State),
                Value(row.Quantity),
                Value(row.StartMs),
                Value(row.EndMs),
                Value(row.Elastic),
                Value(row.RateTableSeries),
                Value((int)row.OverdraftType),
                Value(row.OverdraftLimit),
                Value(row.ResetFrequency)));
        }
    }

    private static NpgsqlBatchCommand LineItem(string sql, LineItemRow row) => Command(
        sql,
        Value(row.InstanceId),
        Value(row.LineItemId),
        Value(row.ActivationId),
        Value((int)row.State),
        Value(row.Quantity),
        Value(row.StartMs),
        Value(row.EndMs),
        Value(row.Elastic),
        Value(row.RateTableSeries),
        Value((int)row.OverdraftType),
        Value(row.OverdraftLimit),
        Value(row.ResetFrequency),
        Value(row.CreatedMs),
        Value(row.ModifiedMs));
}
