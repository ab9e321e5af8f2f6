using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>A month of usage of a hundred customers, and its summaries over HTTP.</summary>
internal sealed class UsageOnPostgres : Row
{
    private const int Instances = 100;
    private const int Items = 10;
    private const int Requesters = 20;
    private const int ChunkRows = 500_000;
    private const int MillisecondsMax = 300;
    private const string Month = "from=1788220800000&to=1790812800000";

    private static readonly string[] Groupings =
    [
        "item", "instance", "account", "lineItem", "day", "requester", "dictionary.department", "day,item",
    ];

    public override string Name => "usage";

    public override string Title => "summaries of a month, PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        var database = await server.NewDatabaseAsync();
        await using var process = await ServiceProcess.StartAsync(database);
        using var setup = new SetupClient(process.Address);
        await setup.PublishRatesAsync();
        for (var n = 0; n < Instances; n++)
        {
            await setup.NewInstanceAsync(n);
        }

        var started = Stopwatch.GetTimestamp();
        await FillAsync(database, options.UsageRows);
        report.Note(Took($"{options.UsageRows} ledger rows inserted", started));
        started = Stopwatch.GetTimestamp();
        await Sql.ExecuteAsync(
            database,
            "update ledger_head h set sequence = b.sequence from bench b where b.instance_id = h.instance_id");
        while (await Sql.ExecuteAsync(database, "select coalesce(sum(sequence), 0) from usage_head")
            != options.UsageRows.ToString(CultureInfo.InvariantCulture))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        report.Note(Took("caught up with", started));
        report.Note($"roll-ups: {await Sql.ExecuteAsync(
            database,
            "select string_agg(n, ', ') from ("
            + "select grain || ': ' || count(*) as n from usage_rollup group by grain) g")}");
        await Sql.ExecuteAsync(database, "vacuum analyze");
        await Sql.CheckpointAsync(server.ConnectionString);
        using var http = new HttpClient { BaseAddress = process.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServiceProcess.AdminKey);
        foreach (var by in Groupings)
        {
            var times = new List<double>();
            for (var i = 0; i < options.Rounds + 1; i++)
            {
                started = Stopwatch.GetTimestamp();
                await http.GetStringAsync(
                    new Uri($"/api/v1.1/usage/summary?{Month}&groupBy={by}", UriKind.Relative));
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            // The first one warms up.
            report.Share($"ms by {by}", times.Skip(1).Order().ElementAt((times.Count - 1) / 2), MillisecondsMax);
        }
    }

    // As charges write them; the heads follow, when all are there.
    private static async Task FillAsync(string database, int rows)
    {
        await Sql.ExecuteAsync(
            database,
            """
            select ea_entry_months(1788220800000, 0);
            create table bench as
                select row_number() over (order by l.instance_id) - 1 as n, l.instance_id, l.line_item_id,
                    (select rate_table_id from rate_table) as rate_table_id, 0::bigint as sequence
                from line_item l
            """);
        for (var from = 0; from < rows; from += ChunkRows)
        {
            var to = Math.Min(from + ChunkRows, rows);
            await Sql.ExecuteAsync(database, string.Create(CultureInfo.InvariantCulture, $$"""
                insert into entry (instance_id, sequence, id, kind, correlation_id, item_index, part, line_item_id,
                    item, version, count_micro, rate_micro, rate_table_id, tokens_micro, used_micro, quantity,
                    requester_type, requester_value, dictionary, status, usage_ms, write_ms)
                select b.instance_id, i / {{Instances}} + 1, gen_random_uuid(), 0, gen_random_uuid(), 0, 0,
                    b.line_item_id, 'item-' || chance % {{Items}}, '', 1000000, 1000000, b.rate_table_id, 1000000,
                    (i / {{Instances}} + 1) * 1000000, 1000000000000, 'user',
                    'user-' || chance / {{Items}} % {{Requesters}},
                    '{"department":"' || chance / {{Items}} % 5 || '"}', 0, at, at
                from (select i, 1788220800000 + i * 2592000000 / {{rows}} as at,
                          i * 2654435761 % 1000003 as chance
                      from generate_series({{from}}::bigint, {{to}} - 1) i) s
                join bench b on b.n = i % {{Instances}};
                """));
        }

        await Sql.ExecuteAsync(database, string.Create(CultureInfo.InvariantCulture, $"""
            update bench set sequence = ({rows} - n + {Instances} - 1) / {Instances};
            update line_item l set used_micro = b.sequence * 1000000
            from bench b where b.instance_id = l.instance_id and b.line_item_id = l.line_item_id
            """));
    }

    private static string Took(string what, long since) => string.Create(
        CultureInfo.InvariantCulture, $"{what} in {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s");
}
