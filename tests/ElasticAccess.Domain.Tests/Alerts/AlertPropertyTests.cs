using ElasticAccess.Domain.Alerts;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Tests.Alerts;

public class AlertPropertyTests
{
    private const int Steps = 60;

    [Fact]
    public void What_is_followed_commit_by_commit_is_what_plain_sums_say()
    {
        var (fired, recovered) = (0, 0);
        foreach (var seed in Cases.Seeds(1_500))
        {
            var random = new Random(seed);
            var tolerant = random.Next(3) == 0;
            var world = new RandomAlerts(random);
            var until = PlainAlerts.Start + (Steps * PlainAlerts.Step);
            var plain = new PlainAlerts(world.LineItems, tolerant);
            plain.Live(world.Events, until);

            var timeline = new AlertTimeline(new(PlainAlerts.Start), world.LineItems, tolerant);
            var news = new List<string>();
            foreach (var happened in world.Events)
            {
                timeline.Follow(happened);
            }

            // The plain one looks once more, a ms behind the last step.
            timeline.PassTo(new(until + 1));
            news.AddRange(timeline.Transitions.Select(Text));

            Assert.True(plain.News.SequenceEqual(news), $"seed {seed}:\n{Difference(plain.News, news)}");
            fired += news.Count(one => one.EndsWith("fired", StringComparison.Ordinal));
            recovered += news.Count(one => one.EndsWith("recovered", StringComparison.Ordinal));
        }

        Assert.True(Environment.GetEnvironmentVariable("ELASTICACCESS_SEED") is not null
            || (fired > 5_000 && recovered > 2_000), $"only {fired} fired and {recovered} recovered");
    }

    [Fact]
    public void What_is_left_off_and_taken_up_again_is_what_it_would_have_been()
    {
        foreach (var seed in Cases.Seeds(500))
        {
            var random = new Random(seed);
            var world = new RandomAlerts(random);
            var end = new Instant(PlainAlerts.Start + (Steps * PlainAlerts.Step) + 1);
            var whole = new AlertTimeline(new(PlainAlerts.Start), world.LineItems, false);
            world.Events.ForEach(whole.Follow);
            whole.PassTo(end);

            var news = new List<string>();
            var parts = new Parts(world.LineItems);
            foreach (var happened in world.Events)
            {
                if (random.Next(4) == 0)
                {
                    news.AddRange(parts.Rest().Select(Text));
                }

                parts.Follow(happened);
            }

            parts.PassTo(end);
            news.AddRange(parts.Rest().Select(Text));

            var expected = whole.Transitions.Select(Text).ToList();
            Assert.True(expected.SequenceEqual(news), $"seed {seed}:\n{Difference(expected, news)}");
        }
    }

    [Fact]
    public void What_is_passed_in_stretches_is_what_it_would_have_been()
    {
        var (passed, followed) = (0, 0);
        foreach (var seed in Cases.Seeds(1_500))
        {
            var random = new Random(seed);
            var world = new RandomAlerts(random);
            var end = new Instant(PlainAlerts.Start + (Steps * PlainAlerts.Step) + 1);
            var whole = new AlertTimeline(new(PlainAlerts.Start), world.LineItems, false);
            world.Events.ForEach(whole.Follow);
            whole.PassTo(end);

            var timeline = new AlertTimeline(new(PlainAlerts.Start), world.LineItems, false);
            for (var i = 0; i < world.Events.Count; i++)
            {
                var moved = world.Events.Skip(i).TakeWhile(one => one is LedgerEvent.Moved)
                    .Cast<LedgerEvent.Moved>().Take(random.Next(1, 9)).ToList();
                if (moved.Count > 0 && timeline.TryPass(Summed(moved)))
                {
                    i += moved.Count - 1;
                    passed++;
                }
                else
                {
                    timeline.Follow(world.Events[i]);
                    followed += moved.Count > 0 ? 1 : 0;
                }
            }

            timeline.PassTo(end);
            var (expected, found) = (Stands(whole), Stands(timeline));
            Assert.True(expected.SequenceEqual(found), $"seed {seed}:\n{Difference(expected, found)}");
        }

        Assert.True(
            Environment.GetEnvironmentVariable("ELASTICACCESS_SEED") is not null
                || (passed > 5_000 && followed > 5_000),
            $"only {passed} passed and {followed} followed");
    }

    [Fact]
    public void Charges_that_only_fit_a_counter_with_their_refunds_are_followed_one_by_one()
    {
        var start = new Instant(PlainAlerts.Start);
        var full = new LineItem(
            Guid.NewGuid(), "L", LineItemState.Deployed, true, 1, start, LineItem.Permanent, "", Overdraft.None,
            Tokens.Largest - Tokens.Whole(1));
        var timeline = new AlertTimeline(start, [full], false);
        var two = new Movement(full.Id, null, Tokens.Whole(2), start);
        Assert.False(timeline.TryPass(new(start, [two], [two with { Tokens = -two.Tokens }])));
        Assert.True(timeline.TryPass(new(start, [two with { Tokens = Tokens.Whole(1) }], [])));
    }

    private static Stretch Summed(IReadOnlyList<LedgerEvent.Moved> moved)
    {
        var all = moved.SelectMany(one => one.Movements).ToList();
        return new(
            moved.Max(one => one.At),
            [.. Sums(all.Where(one => one.Tokens > Tokens.Zero))],
            [.. Sums(all.Where(one => one.Tokens < Tokens.Zero))]);

        static IEnumerable<Movement> Sums(IEnumerable<Movement> some) => some
            .GroupBy(one => (one.LineItemId, one.ActionId, Day: AlertCalendar.StartOf(one.UsageTime, isMonth: false)))
            .Select(day => new Movement(
                day.Key.LineItemId, day.Key.ActionId, new(day.Sum(one => one.Tokens.Micro)), day.Key.Day));
    }

    private static List<string> Stands(AlertTimeline timeline) =>
    [
        .. timeline.Transitions.Select(Text),
        .. timeline.Alerts.OrderBy(one => one.Alert.Id).Select(one => $"{one.Alert.Id} {one.Status}"),
        .. timeline.Readings.Select(one => $"{one.Sight} {one.Reading}").Order(StringComparer.Ordinal),
    ];

    private static string Text(AlertTransition one) =>
        $"{one.At.Ms} {one.Alert.Id} {(one.News == AlertNews.Fired ? "fired" : "recovered")}";

    private static string Difference(IReadOnlyList<string> expected, IReadOnlyList<string> actual) =>
        $"expected only: {string.Join(", ", expected.Except(actual))}\n"
        + $"found only: {string.Join(", ", actual.Except(expected))}";

    /// <summary>Follows a while, writes down what a store would hold, and begins again from that.</summary>
    private sealed class Parts(IReadOnlyList<LineItem> start)
    {
        private readonly Dictionary<Guid, LineItem> lineItems = start.ToDictionary(one => one.Id);
        private readonly List<Movement> movements = [];
        private readonly Dictionary<Guid, (Guid LineItem, Tokens? Tokens, Tokens Used)> actions = [];
        private AlertTimeline timeline = new(new(PlainAlerts.Start), start, false);
        private int told;

        public void PassTo(Instant at) => timeline.PassTo(at);

        public void Follow(LedgerEvent happened)
        {
            timeline.Follow(happened);
            switch (happened)
            {
                case LedgerEvent.Moved moved:
                    foreach (var move in moved.Movements)
                    {
                        var one = lineItems[move.LineItemId];
                        lineItems[one.Id] = one with { Used = one.Used + move.Tokens };
                        movements.Add(move);
                        if (move.ActionId is { } id && actions.TryGetValue(id, out var action))
                        {
                            actions[id] = action with { Used = action.Used + move.Tokens };
                        }
                    }

                    break;

                case LedgerEvent.Changed changed:
                    var used = lineItems.GetValueOrDefault(changed.LineItem.Id)?.Used ?? Tokens.Zero;
                    lineItems[changed.LineItem.Id] = changed.LineItem with { Used = used };
                    var isGone = changed.LineItem.State == LineItemState.Deleted;
                    if ((changed.Allocations ?? (isGone ? new Dictionary<Guid, Tokens?>() : null)) is { } wanted)
                    {
                        var were = actions.Where(one => one.Value.LineItem == changed.LineItem.Id).ToDictionary();
                        were.Keys.ToList().ForEach(id => actions.Remove(id));
                        foreach (var (id, tokens) in wanted)
                        {
                            actions[id] = (changed.LineItem.Id, tokens, were.GetValueOrDefault(id).Used);
                        }
                    }

                    break;
            }
        }

        public List<AlertTransition> Rest()
        {
            var news = timeline.Transitions.Skip(told).ToList();
            var next = new AlertTimeline(timeline.Now, lineItems.Values, false);
            foreach (var move in movements)
            {
                foreach (var isMonth in new[] { false, true })
                {
                    if (AlertCalendar.StartOf(move.UsageTime, isMonth) == AlertCalendar.StartOf(timeline.Now, isMonth))
                    {
                        next.StartWith(
                            lineItems[move.LineItemId].ActivationId, timeline.Now, isMonth, move.Tokens.Micro);
                    }
                }
            }

            foreach (var (id, (lineItem, tokens, used)) in actions)
            {
                next.StartWith(lineItem, id, tokens, used);
            }

            foreach (var (alert, status) in timeline.Alerts.OrderBy(one => one.Alert.Id))
            {
                next.StartWith(alert, status);
            }

            (timeline, told) = (next, next.Transitions.Count);
            Assert.Equal(0, told);
            return news;
        }
    }
}
