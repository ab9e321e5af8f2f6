using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Usage;

/// <summary>
/// A service of its own with days of random use: splits over line items, denials, rules of access, sessions that are
/// charged by the clock and give back. The clock goes across a change to summer time in Europe.
/// </summary>
internal sealed class RandomUsage : IAsyncDisposable
{
    private static readonly string?[] Departments = ["Engineering", "Product, Marketing", "=Sales", null];
    private static readonly string[] Names = ["a", "a", "b", "free", "unknown"];
    private readonly Random random;
    private readonly List<SessionHandle> sessions = [];
    private DateTimeOffset now = new(DateTimeOffset.UtcNow.Year + 1, 3, 26, 21, 7, 0, TimeSpan.Zero);

    private RandomUsage(Service service, int seed)
    {
        Service = service;
        random = new(seed);
    }

    public Service Service { get; }

    public List<string> Instances { get; } = [];

    /// <summary>Moments between the calls, by the service's clock.</summary>
    public List<DateTimeOffset> Moments { get; } = [];

    public static async Task<RandomUsage> MakeAsync(Store store, int seed, int steps)
    {
        var service = await Service.StartAsync(
            store, ("environment", "Staging"), ("ElasticAccess:Sandbox", "true"));
        var usage = new RandomUsage(service, seed);
        await usage.PrepareAsync();
        for (var step = 0; step < steps; step++)
        {
            await usage.StepAsync();
        }

        return usage;
    }

    public static string LineItemId(string instance, int n) => $"{instance}/{n}";

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    private async Task PrepareAsync()
    {
        await MoveAsync(TimeSpan.Zero);
        var series = await Service.NewSeries("a=6", "a/2.0=0.333333", "b=9.5", "free=0");
        var account = $"account-{Guid.NewGuid():N}";
        for (var i = 0; i < 3; i++)
        {
            var id = (await Service.Admin.AddInstanceAsync($"instance {i}", i < 2 ? account : $"{account}-2")).Id;
            Instances.Add(id);
            for (var n = 0; n < 3; n++)
            {
                await Service.Admin.PutLineItemAsync(id, Service.LineItem(LineItemId(id, n), 40 << (3 * n), series) with
                {
                    End = LineItem.Permanent,
                });
            }
        }

        // In the last instance, one department has little and another is denied.
        var conditions = await Service.Admin.AddConditionsAsync(
            Instances[2], [Condition.In("department", "Engineering"), Condition.In("department", "=Sales")]);
        for (var n = 0; n < 3; n++)
        {
            await Service.Admin.CreateActionsAsync(Instances[2], LineItemId(Instances[2], n),
            [
                new(ActionEffect.Allow) { Name = "few", ConditionId = conditions[0].Id, Allocation = 50 },
                new(ActionEffect.Deny) { Name = "none", ConditionId = conditions[1].Id },
                new(ActionEffect.Allow) { Name = "rest" },
            ]);
        }
    }

    private async Task StepAsync()
    {
        var instance = Instances[random.Next(Instances.Count)];
        switch (random.Next(8))
        {
            case 0:
                await MoveAsync(TimeSpan.FromSeconds(random.Next(1, 6 * 3600)));
                break;
            case 1:
                sessions.Add(await Service.Admin.CreateSessionAsync(instance));
                break;
            case 2 or 3 when sessions.Count > 0:
                await TurnAsync(sessions[random.Next(sessions.Count)]);
                break;
            default:
                await Service.Admin.RequestOneOffAsync(instance, Requester(), Items());
                await MoveAsync(TimeSpan.FromMilliseconds(random.Next(1, 400_000)));
                break;
        }
    }

    private async Task TurnAsync(SessionHandle session)
    {
        try
        {
            switch (random.Next(4))
            {
                case 0:
                    await Service.Admin.CloseSessionAsync(session);
                    break;
                case 1:
                    await Service.Admin.SendHeartbeatAsync(session);
                    break;
                default:
                    await Service.Admin.RequestSessionAccessAsync(
                        session, Requester(), [.. Items().Where(item => item.Item != "unknown")],
                        rollbackOnDeny: random.Next(2) == 0);
                    break;
            }
        }
        catch (ElasticAccessException)
        {
            // It had ended before.
        }

        await MoveAsync(TimeSpan.FromMilliseconds(random.Next(1, 3_000_000)));
    }

    private Requester Requester()
    {
        var dictionary = new JsonObject { ["site"] = random.Next(3) };
        if (Departments[random.Next(Departments.Length)] is { } department)
        {
            dictionary["department"] = department;
        }

        return new(random.Next(3) == 0 ? "device" : "user", $"requester {random.Next(4)}")
        {
            Dictionary = random.Next(5) == 0 ? null : dictionary,
        };
    }

    private RequestedItem[] Items() =>
    [
        .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Names[random.Next(Names.Length)]).Select(item =>
            new RequestedItem(
                item, item == "a" && random.Next(2) == 0 ? "2.0" : null, random.Next(1, 5_000_000) / 1_000_000m)
            {
                MetaData = random.Next(4) == 0 ? new JsonObject { ["note"] = "\n,\"'" } : null,
            }),
    ];

    private async Task MoveAsync(TimeSpan by)
    {
        now += by;
        Moments.Add(now);
        using var answer = await Service.Raw.PutAsJsonAsync(
            "/sandbox/clock", new { now = now.ToUnixTimeMilliseconds() });
        Assert.True(answer.IsSuccessStatusCode, now.ToString(CultureInfo.InvariantCulture));
    }
}
