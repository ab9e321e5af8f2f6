using System.Globalization;
using System.Text.RegularExpressions;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;
using ElasticAccess.TestSupport.Processes;
using Npgsql;

namespace ElasticAccess.Benchmarks.Contestants;

/// <summary>
/// The textbook design: each request locks its row, looks, writes and commits on its own. PostgreSQL's own load
/// program runs it, without any service in between: the most that a service of this design could reach.
/// </summary>
internal sealed partial class PgBench(string program, string connectionString, int rows)
{
    public const int Clients = 16;

    // As wide as a ledger row, with the one index that its primary key needs.
    private const string Tables = """
        create table line_item (id int primary key, quantity bigint not null, used bigint not null);
        create table usage (
            instance_id uuid not null, id uuid not null, sequence bigint generated always as identity,
            activation_id text not null, correlation_id uuid not null, kind smallint not null,
            item text not null, version text not null, count bigint not null, rate bigint not null,
            series text not null, table_version text not null, tokens bigint not null, used bigint not null,
            quantity bigint not null, requester_type text not null, requester_value text not null,
            dictionary text, meta_data text, status smallint not null, usage_time bigint not null,
            write_time bigint not null, primary key (instance_id, id));
        """;

    private const string Transaction = """
        \set id random(1, :rows)
        begin;
        select quantity, used from line_item where id = :id for update;
        update line_item set used = used + 2500000 where id = :id;
        insert into usage (instance_id, id, activation_id, correlation_id, kind, item, version, count, rate, series,
            table_version, tokens, used, quantity, requester_type, requester_value, status, usage_time, write_time)
        values ('6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10', gen_random_uuid(), 'NW-2026-0042', gen_random_uuid(), 1,
            'Render', '2.0', 1000000, 2500000, 'Studio2026', '3', 2500000, 2500000, 1000000000000, 'user', 'maria',
            1101, 1767225600000, 1767225600000);
        commit;
        """;

    /// <param name="rows">How many line items the requests are spread over; 1 is the hot one.</param>
    public static async Task<PgBench> PrepareAsync(PostgresServer server, int rows)
    {
        var program = PostgresServer.FindProgram("pgbench")
            ?? throw new InvalidOperationException("pgbench is not installed: it comes with PostgreSQL's server.");
        var connectionString = await server.NewDatabaseAsync();
        var items = $"insert into line_item select i, 9000000000000000, 0 from generate_series(1, {rows}) i;";
        await Sql.ExecuteAsync(connectionString, Tables + items);
        return new PgBench(program, connectionString, rows);
    }

    public async Task<Measure> RunAsync(int seconds)
    {
        var before = await CountAsync();
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        using var folder = TempFolder.Create("pgbench");
        await File.WriteAllTextAsync(folder.At("transaction.sql"), Transaction);
        var result = await Shell.RunAsync(program,
        [
            "-h", target.Host!, "-p", $"{target.Port}", "-U", target.Username!, "-n", "-M", "prepared",
            "-c", $"{Clients}", "-j", "2", "-T", $"{seconds}", "-D", $"rows={rows}",
            "-f", folder.At("transaction.sql"), target.Database!,
        ]);
        var tps = TransactionsPerSecond().Match(result.Output);
        if (!result.Succeeded || !tps.Success || await CountAsync() == before)
        {
            throw new InvalidOperationException($"pgbench: {result.Reason}");
        }

        return new Measure(double.Parse(tps.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex TransactionsPerSecond();

    // The textbook's books must add up too: a load program that does nothing is very fast.
    private async Task<long> CountAsync()
    {
        var rows = await Sql.ExecuteAsync(connectionString, "select count(*) from usage");
        var used = await Sql.ExecuteAsync(connectionString, "select (sum(used) / 2500000)::bigint from line_item");
        return rows == used
            ? long.Parse(rows!, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench: {rows} rows, but {used} charges.");
    }
}
