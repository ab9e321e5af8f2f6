using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ElasticAccess.Cli.Tests;

/// <summary>The table of exit codes in src/ElasticAccess.Cli/README.md.</summary>
public sealed class ExitCodeTests(ToolFixture fixture)
{
    private const string Nowhere = "00000000-0000-4000-8000-000000000000";

    // INSTANCE and LINEITEM stand for those of a customer with 100 tokens.
    [Theory]
    [InlineData(0, "instances list")]
    [InlineData(0, "access request -i INSTANCE -r user:maria Render@2.0=4")]
    [InlineData(2, "")]
    [InlineData(2, "instances lst")]
    [InlineData(2, "instances show")]
    [InlineData(2, "line-items list")]
    [InlineData(2, "instances list -o xml")]
    [InlineData(2, "line-items show LINEITEM -i INSTANCE --at yesterday")]
    [InlineData(2, "line-items show .. -i INSTANCE")]
    [InlineData(2, "line-items import missing.csv -i INSTANCE")]
    [InlineData(2, "usage list --kind SALE")]
    [InlineData(2, "access request -i INSTANCE Render@2.0=4")]
    [InlineData(2, "access request -i INSTANCE -r user:maria Render@2.0=many")]
    [InlineData(2, "instances list --url http://localhost:1/?key=1")]
    [InlineData(3, "access request -i INSTANCE -r user:maria Render@2.0=4 Teleport")]
    [InlineData(3, "access request -i INSTANCE -r user:maria Export=1000")]
    [InlineData(3, "access request -i INSTANCE -r user:maria Export=1000 --dry-run")]
    [InlineData(4, $"instances show {Nowhere}")]
    [InlineData(4, $"line-items list -i {Nowhere}")]
    [InlineData(4, "line-items show LI-none -i INSTANCE")]
    [InlineData(4, "limits show LINEITEM -i INSTANCE")]
    [InlineData(4, "rate-tables show 99")]
    [InlineData(4, "instances list -p nobody")]
    [InlineData(4, "profiles use nobody")]
    [InlineData(7, "line-items create NEW-1 -i INSTANCE --quantity 0 --start 0 --end permanent")]
    [InlineData(7, "usage summary --group-by weather")]
    [InlineData(8, "line-items delete LINEITEM -i INSTANCE")]
    public async Task Each_command_ends_with_its_code(int code, string command)
    {
        var (instance, lineItem) = await fixture.CustomerAsync();
        var ran = await fixture.Tool().RunAsync(command.Replace("INSTANCE", instance, StringComparison.Ordinal)
            .Replace("LINEITEM", lineItem, StringComparison.Ordinal));
        Assert.True(ran.Code == code, $"{ran.Code}: {ran.Output}{ran.Errors}");
        Assert.True(code is 0 or 3 || (ran.Output.Length == 0 && ran.Errors.Length > 0), ran.Output + ran.Errors);
    }

    [Fact]
    public async Task Five_is_a_credential_that_may_not()
    {
        var (instance, _) = await fixture.CustomerAsync();
        var tool = fixture.Tool();
        Assert.Equal(5, (await tool.With("ea_admin_of_somebody_else").RunAsync("instances list")).Code);
        Assert.Equal(5, (await new Tool(tool.Folder, key: null).RunAsync("instances list")).Code);
        var made = await tool.OkAsync($"keys api create --name app --type client -i {instance} -o json");
        var app = tool.With(JsonDocument.Parse(made).RootElement.GetProperty("key").GetString());
        Assert.Equal(0, (await app.RunAsync($"line-items list -i {instance}")).Code);
        Assert.Equal(5, (await app.RunAsync("rate-tables list")).Code);
    }

    [Fact]
    public async Task Six_is_a_service_that_does_not_answer()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var tool = fixture.Tool().Against(new Uri($"http://127.0.0.1:{port}"));
        var ran = await tool.RunAsync("instances list --timeout 0.2");
        Assert.Equal(6, ran.Code);
        silent.Stop();
        Assert.Equal(6, (await tool.RunAsync("instances list")).Code);
    }

    [Fact]
    public async Task An_open_outcome_names_the_key_to_repeat_it_with()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var tool = fixture.Tool().Against(new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"));
        var ran = await tool.RunAsync(
            "instances create --name a --account a --timeout 0.2 --idempotency-key mine");
        Assert.Equal(6, ran.Code);
        Assert.Contains("--idempotency-key mine", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_and_thirty_is_control_C()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var tool = fixture.Tool().Against(new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"));
        using var process = tool.Start("instances", "list");
        using (await silent.AcceptTcpClientAsync())
        {
            Interrupt.Send(process.Id);
            await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);
        }

        Assert.Equal(130, process.ExitCode);
    }
}
