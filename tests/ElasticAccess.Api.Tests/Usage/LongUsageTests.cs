using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Npgsql;

namespace ElasticAccess.Api.Tests.Usage;

public sealed class LongUsageOnSqlite(SharedServices services) : LongUsageTests(services, Store.Sqlite);

public sealed class LongUsageOnPostgres(SharedServices services) : LongUsageTests(services, Store.Postgres);

/// <summary>More rows than one page and one buffer hold.</summary>
public abstract class LongUsageTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Fact]
    public async Task The_report_has_the_same_pages_in_whatever_order_they_are_asked()
    {
        var customer = await ChargedAsync(rows: 2_300, metaData: null);
        using var client = Service.RawWith(await Service.ClientKeyFor(customer.Instance));

        var backward = new List<string[]>();
        for (var page = 4; page >= 1; page--)
        {
            backward.Insert(0, await PageAsync(page));
        }

        Assert.Equal([1_000, 1_000, 300, 0], backward.Select(page => page.Length));
        Assert.Equal(2_300, backward.SelectMany(page => page).Distinct().Count());
        await customer.AskAsync("1*a");
        for (var page = 1; page <= 2; page++)
        {
            Assert.Equal(backward[page - 1], await PageAsync(page));
        }

        Assert.Equal(301, (await PageAsync(3)).Length);
        Assert.Empty(await PageAsync(1_000_000));

        async Task<string[]> PageAsync(int page) =>
        [
            .. JsonNode.Parse(await client.GetStringAsync(
                new Uri($"/data/api/v1/report/usage?pastDays=1&pageNumber={page}", UriKind.Relative)))!["data"]!
                .AsArray().Select(row => (string)row!["used"]!.ToJsonString()),
        ];
    }

    [Fact]
    public async Task A_slow_reader_keeps_nobody_waiting_and_no_transaction_open()
    {
        var customer = await ChargedAsync(rows: 12_000, metaData: new string('x', 1_500));
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(IPAddress.Loopback, Service.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /api/v1.1/usage?instanceId={customer.Instance} HTTP/1.1\r\nHost: x\r\n"
            + "Accept: application/x-ndjson\r\n"
            + $"Authorization: Bearer {Service.AdminKey}\r\n\r\n"));
        Assert.NotEqual(0, await socket.ReceiveAsync(new byte[1_000]));
        await Task.Delay(1_500);

        await customer.AskAsync("1*a").WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(12_001, (await Service.Admin.SummarizeUsageAsync(
            new UsageSummaryQuery { InstanceId = customer.Instance })).Total.Count);
        if (Service.Store == Store.Postgres)
        {
            await using var database = NpgsqlDataSource.Create(Service.ConnectionString);
            await using var open = database.CreateCommand(
                """
                select count(*) from pg_stat_activity where datname = current_database()
                and xact_start < now() - interval '1 second' and pid <> pg_backend_pid()
                """);
            Assert.Equal(0L, await open.ExecuteScalarAsync());
        }
    }

    private async Task<Customer> ChargedAsync(int rows, string? metaData)
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 1_000_000);
        RequestedItem item = new("a")
        {
            MetaData = metaData is null ? null : new JsonObject { ["text"] = metaData },
        };
        for (var sent = 0; sent < rows; sent += 100)
        {
            var requests = Enumerable.Repeat(new BatchedRequest(Customer.Maria, [item]), 100);
            await customer.Client.RequestBatchAsync(customer.Instance, [.. requests]);
        }

        return customer;
    }
}
