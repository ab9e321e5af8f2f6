using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ElasticAccess.Data.Ledger;

namespace ElasticAccess.Api.Tests.Processes;

/// <summary>
/// One hot line item, two processes, thirty-two clients: whoever is unlucky waits a little longer, and nobody longer
/// than the deadline that a batch is given (reliability C4.5).
/// </summary>
public sealed partial class StarvationTests(Replicas replicas) : IClassFixture<Replicas>
{
    private const int Clients = 32;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(double.Parse(
        Environment.GetEnvironmentVariable("ELASTICACCESS_TEST_STARVATION_SECONDS") ?? "8",
        CultureInfo.InvariantCulture));

    [Fact]
    public async Task Nobody_waits_longer_than_the_deadline_for_a_hot_line_item()
    {
        var customer = await Customer.NewAsync(replicas.Clients[0], "a=1");
        await customer.MapAsync("A", 1_000_000_000);
        var waits = new ConcurrentBag<double>();
        var started = Stopwatch.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async i =>
        {
            while (Stopwatch.GetElapsedTime(started) < Duration)
            {
                var asked = Stopwatch.GetTimestamp();
                var access = await replicas.Clients[i % 2].RequestOneOffAsync(
                    customer.Instance, Customer.Maria, [new("a")]);
                Assert.Equal("1101", access.RequestedItems[0].Status.Code);
                waits.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
        }));

        var sorted = waits.Order().ToArray();
        var retries = await Task.WhenAll(replicas.Http.Select(RetriesAsync));
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"{sorted.Length} charges, p50 {At(0.5):0.0} ms, p99.9 {At(0.999):0.0} ms, longest {sorted[^1]:0.0} ms; "
            + $"batches done again {string.Join(" and ", retries)}"));
        Assert.True(sorted[^1] < new LedgerOptions().DeadlineMs, $"somebody waited {sorted[^1]} ms");
        Assert.Equal(sorted.Length, (await customer.Client.GetLineItemAsync(customer.Instance, customer.Id("A"))).Used);

        double At(double share) => sorted[(int)((sorted.Length - 1) * share)];
    }

    private static async Task<long> RetriesAsync(HttpClient http) =>
        Retried().Matches(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)))
            .Sum(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^\w*retr\w*_total(?:\{[^}]*\})? (\d+)", RegexOptions.Multiline)]
    private static partial Regex Retried();
}
