using System.Diagnostics;
using ElasticAccess.Api.Tests;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;
using ElasticAccess.Model.Tests.Choosing;
using ElasticAccess.Model.Tests.Reference;
using ElasticAccess.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>The service over HTTP against the reference model, on one store; derived once per store.</summary>
public abstract class HttpModelTests(Store store, ITestOutputHelper output)
{
    // The same sequences on every machine; the long form goes on from there.
    private const int SequencesMin = 40;
    private const int LookedAtEvery = 6;
    private const int PrintedMax = 40;

    private static readonly (string, string)[] Settings =
        [("environment", "Staging"), ("ElasticAccess:Sandbox", "true")];

    [Fact]
    public async Task The_service_does_what_the_model_says()
    {
        var coverage = new Coverage();
        await using var service = await Service.StartAsync(store, Settings);
        var now = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds();
        var (began, time) = (Stopwatch.GetTimestamp(), Replay.Time(seconds: 0));
        var tried = 0;
        do
        {
            var choices = Replay.Named is { } bytes ? Choices.Of(bytes) : Choices.OfSeed(Replay.NamedSeed ?? tried);
            (var failure, now) = await RunAsync(service, choices, now, tried++, coverage);
            Assert.True(failure is null, $"{failure}\n{Replay.Command(choices.Bytes, GetType().Name)}");
        }
        while (!Replay.IsOne && (tried < SequencesMin || Stopwatch.GetElapsedTime(began) < time));

        output.WriteLine($"{coverage.Commands} commands in {tried} sequences on {store}\n{coverage}");
        Assert.All(
            await Verification.RunAsync(service.Services.GetRequiredService<IStore>(), CancellationToken.None),
            finding => Assert.Empty(finding.Violations));
        if (!Replay.IsOne)
        {
            coverage.Expect(Reached.OverHttp);
        }
    }

    private static async Task<(string? Failure, long Now)> RunAsync(
        Service service, Choices choices, long now, int number, Coverage coverage)
    {
        var driver = new HttpDriver(service, number);
        var steps = choices.Between(5, 70);
        var world = new World { Instances = choices.Pick(1, 1, 2) };
        var generator = new Generator(choices, withUnsound: true);
        var done = new List<string>();
        await driver.MoveToAsync(++now);
        await driver.BeginAsync(world.Instances);
        for (var i = 0; i < steps; i++)
        {
            var step = generator.Next(world, now);
            done.Add(step.ToString());
            var (before, difference) = (world, (string?)null);
            if (step.Command is { } command)
            {
                (var expected, world) = Oracle.Apply(world, command, now);
                coverage.Count(command, expected, before, world);
                var answer = await driver.AskAsync(command);
                done[^1] += $"\n    {expected}";
                difference = answer == $"{expected}" ? null : $"the answer is\n  {answer}\ninstead of\n  {expected}";
            }
            else
            {
                now += step.AdvanceMs;
                await driver.MoveToAsync(now);
                world = Enumerable.Range(1, world.Instances).Aggregate(
                    world, (w, instance) => Oracle.Apply(w, new DoDue(instance, [], now), now).World);
                coverage.Count("time", before, world);
            }

            difference ??= i % LookedAtEvery == 0 || i == steps - 1 ? await driver.DifferenceAsync(world) : null;
            if (difference is not null)
            {
                return ($"{difference}\nafter\n{string.Join('\n', done.TakeLast(PrintedMax))}", now);
            }
        }

        return (null, now);
    }
}

[Collection(nameof(OneAtATime))]
public sealed class HttpModelOnSqlite(ITestOutputHelper output) : HttpModelTests(Store.Sqlite, output);

[Collection(nameof(OneAtATime))]
public sealed class HttpModelOnPostgres(ITestOutputHelper output) : HttpModelTests(Store.Postgres, output);
