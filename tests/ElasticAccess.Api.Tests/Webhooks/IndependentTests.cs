using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ElasticAccess.Client;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Webhooks;

public sealed class IndependentOnSqlite() : IndependentTests(Store.Sqlite);

public sealed class IndependentOnPostgres() : IndependentTests(Store.Postgres);

/// <summary>
/// Somebody else's implementation of Standard Webhooks (npm, its version and hash in the lock file) takes what the
/// service sends, and ours takes what that one signs. Needs node and npm, and says so where they are missing.
/// </summary>
public abstract class IndependentTests(Store store) : WebhookTest(store)
{
    [Fact]
    public async Task Another_implementation_accepts_what_is_sent_and_refuses_what_was_changed()
    {
        await using var receiver = await Receiver.StartAsync();
        var created = await Service.Admin.CreateWebhookAsync(new(receiver.Url, ["line-item.changed"]));
        var rotated = await Service.Admin.RotateWebhookSecretAsync(created.Id);
        var instance = await Service.NewInstance();
        await Service.Admin.PutLineItemAsync(instance, Service.LineItem("Zählung ✓ \"50 %\"", 1, ""));
        var sent = Assert.Single(await receiver.HearsAsync(1));

        var answers = await AskAsync(
            Line(created.Secret, sent),
            Line(rotated.Secret, sent),
            Line(rotated.Secret, sent with { Body = sent.Body + " " }),
            Line(rotated.Secret, sent with { Id = sent.Id + "0" }),
            Line(rotated.Secret, sent with { Timestamp = $"{long.Parse(sent.Timestamp) + 1}" }),
            Line("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", sent));

        Assert.Equal(["true", "true", "false", "false", "false", "false"], answers);
    }

    [Fact]
    public async Task The_check_in_csharp_accepts_what_another_implementation_signs()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString();
        var body = "{\"type\":\"line-item.changed\",\"data\":\"Zählung ✓\"}";
        var answer = Assert.Single(await AskAsync(
            JsonSerializer.Serialize(new { secret = SecretKey, id = "evt_1", timestamp = now, sign = body })));
        var signature = JsonSerializer.Deserialize<string>(answer);
        var bytes = Encoding.UTF8.GetBytes(body);

        Assert.True(WebhookSignature.Verify(SecretKey, "evt_1", now, signature, bytes));
        Assert.True(WebhookSignature.Verify("whsec_" + SecretKey, "evt_1", now, signature, bytes));
        Assert.False(WebhookSignature.Verify(SecretKey, "evt_2", now, signature, bytes));
    }

    private static string Line(string secret, Received sent) => JsonSerializer.Serialize(
        new { secret, id = sent.Id, timestamp = sent.Timestamp, signature = sent.Signature, body = sent.Body });

    private static async Task<string[]> AskAsync(params string[] lines)
    {
        var folder = Directory.CreateTempSubdirectory("elasticaccess-independent-");
        try
        {
            var source = Path.Combine(
                Repository.Root, "tests", "ElasticAccess.Api.Tests", "Webhooks", "Independent");
            foreach (var file in Directory.GetFiles(source))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            await RunAsync(folder.FullName, "npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], "");
            var output = await RunAsync(folder.FullName, "node", ["check.mjs"], string.Join('\n', lines) + "\n");
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RunAsync(string folder, string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"{program} {arguments[0]} failed: {await errors}");
            return await output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Fail($"{program} was not found: install Node.js 20 or newer, with npm, to run this test.");
            throw;
        }
    }
}
