using System.Globalization;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;

namespace ElasticAccess.Api.Tests.Processes;

/// <summary>
/// Two requests at one moment, one through each of two processes on one PostgreSQL: whoever is first, the outcome is
/// one that one after the other could have had, and the books are right afterwards (reliability C4.3).
/// </summary>
public sealed class RacePairTests(SandboxReplicas replicas) : IClassFixture<SandboxReplicas>
{
    private static readonly int Rounds = int.Parse(
        Environment.GetEnvironmentVariable("ELASTICACCESS_TEST_RACES") ?? "24", CultureInfo.InvariantCulture);

    // What is sent at once; after that what was used, where who came first decides it. The clock is moved by hours, so
    // that a session's next charge, or its end for want of a heartbeat, is what is raced.
    private static readonly Dictionary<string, Pair> Pairs = new()
    {
        ["charge, charge on the last token"] = new(1,
            (s, r) => s.ChargeAsync(r, 1), (s, r) => s.ChargeAsync(r, 1), ["1101, 1202: 1", "1202, 1101: 1"]),
        ["charge, lower quantity"] = new(10,
            (s, r) => s.ChargeAsync(r, 8), (s, r) => s.MapAsync(r, s.Instance, 5), ["1101, ok: 8", "1202, ok: 0"]),
        ["same key twice"] = new(10,
            (s, r) => s.ChargeAsync(r, 1, s.Mark), (s, r) => s.ChargeAsync(r, 1, s.Mark),
            ["1101, 1101 again: 1", "1101 again, 1101: 1"]),
        ["same key, other body"] = new(10,
            (s, r) => s.ChargeAsync(r, 1, s.Mark), (s, r) => s.ChargeAsync(r, 2, s.Mark),
            ["1101, 422: 1", "422, 1101: 2"]),
        ["map, map"] = new(1,
            (s, r) => s.MapAsync(r, s.Instance, 1, s.Mark + "X"),
            (s, r) => s.MapAsync(r, s.OtherInstance, 1, s.Mark + "X"),
            ["ok, 409: 0", "409, ok: 0"], s => s.AddOtherInstanceAsync()),
        ["publish table, charge"] = new(10,
            (s, r) => s.PublishAsync(r, 2), (s, r) => s.ChargeAsync(r, 1), ["ok, 1101: 1", "ok, 1101: 2"]),
        ["delete key, charge"] = new(10,
            (s, r) => s.DeleteKeyAsync(r), (s, r) => s.ChargeAsync(r, 1, apiKey: s.Key!.Key),
            ["ok, 1101: 1", "ok, 401: 0"], s => s.AddKeyAsync()),
        ["change actions, charge"] = new(10,
            (s, r) => s.ChangeAllocationAsync(r, 2), (s, r) => s.ChargeAsync(r, 3),
            ["ok, 1101: 3", "ok, 1203: 0"], s => s.AllowAsync(0, 5)),
        ["end, end"] = new(10,
            (s, r) => s.EndAsync(r), (s, r) => s.EndAsync(r), ["204, 409: 0", "409, 204: 0"],
            s => s.BeginSessionAsync()),
        ["refund, refund"] = new(10,
            (s, r) => s.AskSessionAsync(r), (s, r) => s.EndAsync(r), ["200, 204: 0", "409, 204: 0"],
            s => s.BeginSessionAsync()),
        ["due charge, due charge"] = new(10,
            (s, r) => s.BeatAsync(r), (s, r) => s.BeatAsync(r), ["204, 204: 2"],
            s => s.BeginSessionAsync(), MovesByMinutes: 60),
        ["due charge, end"] = new(10,
            (s, r) => s.EndAsync(r), (_, _) => Task.FromResult("moved"), ["204, moved: 0", "204, moved: 1"],
            s => s.BeginSessionAsync(), MovesByMinutes: 60),
        ["heartbeat, expiry"] = new(10,
            (s, r) => s.BeatAsync(r), (_, _) => Task.FromResult("moved"), ["204, moved: 2", "409, moved: 1"],
            s => s.BeginSessionAsync(), MovesBefore: 60, MovesByMinutes: 31),
    };

    public static IEnumerable<TheoryDataRow<string>> Names =>
        Pairs.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Ends_as_one_after_the_other_would(string name)
    {
        var pair = Pairs[name];
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            var outcome = await RaceAsync(pair, round);
            seen[outcome] = seen.GetValueOrDefault(outcome) + 1;
        }

        TestContext.Current.SendDiagnosticMessage(
            $"{name}: {string.Join("; ", seen.Select(one => $"{one.Key} × {one.Value}"))}");
        Assert.True(!seen.Keys.Except(pair.Allowed).Any(), string.Join("; ", seen));
        await using var store = StoreFactory.Create(replicas.ConnectionString);
        Assert.All(
            await Verification.RunAsync(store, CancellationToken.None), finding => Assert.Empty(finding.Violations));
    }

    // In turn: at once, the one a little ahead, the other; and through the other process each.
    private async Task<string> RaceAsync(Pair pair, int round)
    {
        var scene = await RaceScene.MakeAsync(replicas, pair.Quantity);
        await (pair.Prepare?.Invoke(scene) ?? Task.CompletedTask);
        await MoveAsync(scene, pair.MovesBefore, round % 2);
        var (replica, lead) = (round % 2, TimeSpan.FromMilliseconds(1 + (round % 7)));
        var moves = MoveAsync(scene, pair.MovesByMinutes, 1 - replica);
        var one = SendAsync(() => pair.One(scene, replica), round % 3 == 1);
        var two = SendAsync(() => pair.Two(scene, 1 - replica), round % 3 == 2);
        await moves;
        var answers = $"{await one}, {await two}";
        var used = await scene.UsedAsync();
        return $"{answers}: {used.ToString("0.##", CultureInfo.InvariantCulture)}";

        async Task<string> SendAsync(Func<Task<string>> send, bool waits)
        {
            await Task.Delay(waits ? lead : TimeSpan.Zero);
            return await send();
        }
    }

    private async Task MoveAsync(RaceScene scene, int minutes, int replica)
    {
        if (minutes > 0)
        {
            Assert.Equal("200", await scene.MoveAsync(replica, replicas.Now.AddMinutes(minutes)));
            replicas.Moved(minutes);
        }
    }

    private sealed record Pair(
        long Quantity, Func<RaceScene, int, Task<string>> One, Func<RaceScene, int, Task<string>> Two,
        string[] Allowed, Func<RaceScene, Task>? Prepare = null, int MovesBefore = 0, int MovesByMinutes = 0);
}
