using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Sessions;

public sealed class SessionScriptsOnSqlite() : SessionScriptTests(Store.Sqlite);

public sealed class SessionScriptsOnPostgres() : SessionScriptTests(Store.Postgres);

/// <summary>
/// Random scripts of calls, of a clock that goes on, jumps ahead by days and back by hours, of changed periods and
/// prices, and of restarts: after every step the books are what the plain calculation says.
/// </summary>
public abstract class SessionScriptTests(Store store) : SessionFixture(store)
{
    private const long MinuteMs = 60_000;
    private const int Steps = 60;

    private static readonly string[] Items = ["a", "b", "c", "nothing"];
    private static readonly int[] Periods = [10, 45, 60, 24 * 60];

    [Fact]
    public async Task The_books_are_what_the_plain_calculation_says()
    {
        foreach (var seed in Seeds.UpTo(12))
        {
            var script = await Script.BeginAsync(this, new Random(seed));
            for (var step = 0; step < Steps; step++)
            {
                var told = await script.StepAsync();
                var difference = await script.CompareAsync();
                Assert.True(
                    told.Expected == told.Actual && difference is null,
                    $"{Seeds.Variable}={seed}, step {step}, {told}; {difference}");
            }
        }

        var findings = await Verification.RunAsync(DataStore, TestContext.Current.CancellationToken);
        Assert.All(findings, finding => Assert.Empty(finding.Violations));
    }

    private sealed record Told(string What, string Expected, string Actual);

    private sealed class Script(
        SessionScriptTests test, Random random, Guid instance, string[] lineItems, SessionReference reference)
    {
        private long now = Now.Ms;

        public static async Task<Script> BeginAsync(SessionScriptTests test, Random random)
        {
            var instance = await test.NewInstanceAsync();
            var series = instance.ToString();
            string[] lineItems =
            [
                await test.MapAsync(instance, 60, series, endsInDays: 900),
                await test.MapAsync(instance, 400, series, endsInDays: 1_000),
            ];
            await test.AllowAsync(instance, lineItems[0], 40);
            var reference = new SessionReference([60, 400], allocation: 40);
            for (var table = 0; table < 4; table++)
            {
                var rates = new Dictionary<string, decimal>
                {
                    ["a"] = 1 + table,
                    ["b"] = 2.001m / (1 + table),
                    ["c"] = 7.7m,
                };
                var from = table == 0 ? Now.Ms - (1_000 * MinuteMs) : Now.Ms + (random.Next(5_000) * MinuteMs);
                reference.Publish(from, rates.ToDictionary(rate => rate.Key, rate => decimal.Round(rate.Value, 6)));
                await test.PublishAsync(
                    series, new Instant(from), [.. rates.Select(rate => $"{rate.Key}={decimal.Round(rate.Value, 6)}")]);
            }

            await test.SetPeriodAsync(60);
            return new(test, random, instance, lineItems, reference);
        }

        public async Task<Told> StepAsync()
        {
            now = Math.Max(Now.Ms, now + (MinuteMs * random.Next(20) switch
            {
                0 => -random.Next(1, 300),
                1 => random.Next(1_440, 5_760),
                2 => 0,
                3 => 30 * 1_440 * random.Next(2),
                _ => random.Next(1, 50),
            }));
            now += random.Next(4) == 0 ? random.Next(1, 60_000) : 0;
            var known = reference.Ids.ToArray();
            if (known.Length == 0 || random.Next(8) == 0)
            {
                reference.Create(await test.CreateAsync(instance, new(now)), now);
                return new("create", "", "");
            }

            var id = known[^(1 + random.Next(Math.Min(5, known.Length)))];
            return random.Next(10) switch
            {
                0 or 1 or 2 => await RequestAsync(id),
                3 or 4 or 5 => new(
                    "heartbeat", reference.Heartbeat(id, now), await test.HeartbeatAsync(instance, id, new(now))),
                6 when random.Next(2) == 0 => new(
                    "close", reference.Close(id, now), await test.CloseAsync(instance, id, new(now))),
                7 => await ChangeAsync(),
                _ => await WorkAsync(known),
            };
        }

        public async Task<string?> CompareAsync()
        {
            await using var db = test.DataStore.NewDb();
            var sessions = await db.Sessions.AsNoTracking().Where(s => s.InstanceId == instance).ToListAsync();
            var wrong = sessions.Find(s => s.State.ToString() != reference.StateOf(s.SessionId));
            if (wrong is not null)
            {
                return $"session is {wrong.State}, expected {reference.StateOf(wrong.SessionId)}";
            }

            var entries = await db.Entries.AsNoTracking().Where(e => e.InstanceId == instance).ToListAsync();
            for (var i = 0; i < lineItems.Length; i++)
            {
                var row = await db.LineItems.AsNoTracking().SingleAsync(l => l.ActivationId == lineItems[i]);
                var used = new Tokens(row.UsedMicro).Value;
                var ledger = Sum(entries, e => e.LineItemId == row.LineItemId);
                if (used != reference.Used[i] || ledger != used)
                {
                    return $"line item {i}: used {used}, ledger {ledger}, expected {reference.Used[i]}";
                }
            }

            var action = await db.Actions.AsNoTracking().SingleAsync(a => a.InstanceId == instance);
            var (taken, rows) = (new Tokens(action.UsedMicro).Value, Sum(entries, e => e.ActionId == action.ActionId));
            return taken == reference.Used[0] && rows == taken
                ? null
                : $"allocation: used {taken}, ledger {rows}, expected {reference.Used[0]}";
        }

        private static decimal Sum(List<EntryRow> entries, Func<EntryRow, bool> of) =>
            new Tokens(entries.Where(of).Sum(entry => entry.TokensMicro)).Value;

        private async Task<Told> RequestAsync(Guid id)
        {
            var wanted = Enumerable.Range(0, random.Next(4))
                .Select(_ => Items[random.Next(random.Next(20) == 0 ? 4 : 3)]);
            var (items, rollback) = (wanted.ToArray(), random.Next(4) > 0);
            return new(
                $"request [{string.Join(' ', items)}] {rollback}",
                reference.Request(id, items, rollback, now),
                await test.RequestAsync(instance, id, items, rollback, new(now)));
        }

        private async Task<Told> WorkAsync(Guid[] known)
        {
            reference.DoDue(known, now);
            await test.CurrentLedger.DoDueAsync(instance, known, new(now), CancellationToken.None);
            return new("work", "", "");
        }

        private async Task<Told> ChangeAsync()
        {
            if (random.Next(3) == 0)
            {
                await test.RestartAsync();
                return new("restart", "", "");
            }

            var minutes = Periods[random.Next(Periods.Length)];
            reference.PeriodMs = minutes * MinuteMs;
            await test.SetPeriodAsync(minutes);
            return new("period", "", "");
        }
    }
}
