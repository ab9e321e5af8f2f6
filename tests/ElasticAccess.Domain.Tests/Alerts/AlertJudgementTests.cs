using ElasticAccess.Domain.Alerts;

namespace ElasticAccess.Domain.Tests.Alerts;

public class AlertJudgementTests
{
    // An alert, then "hour:value" one after the other, and what each brought: F fired, R recovered, a dot nothing, a
    // number the hour until which it keeps still. "*" before a value: the alert was changed just then.
    public static TheoryData<string> Stories => Cases.Of("""
        remaining 30 -  0h  | 0:31 1:30 2:29 3:0      => . F . .          # At the threshold is crossed; once.
        remaining 30 -  0h  | 0:30 1:30.000001 2:30   => F R F            # Recovers as soon as it is not.
        remaining 30 50 0h  | 0:20 1:49.999999 2:50   => F . R            # Recovers at recoverAt.
        remaining 30 30 0h  | 0:30 1:30 2:31          => F . R
        remaining 30 50 0h  | 0:20 1:40 2:20 3:50 4:40 5:30 => F . . R . F
        remaining 30 -  5h  | 0:20 1:40 2:20 4:20 5:20 6:40 => F R 5 5 F R # Not twice within the cooldown,
        remaining 30 -  5h  | 0:20 1:40 2:20 4:40 5:40 9:20 => F R 5 . . F # and not at its end if it is over.
        remaining 30 -  5h  | 0:20 1:20 6:20 7:40      => F . . R          # Crossed all the time: told once.
        used      30 -  0h  | 0:29 1:30 2:31 3:29     => . F . R          # The other way round.
        used      30 10 0h  | 0:30 1:10.000001 2:10 3:30 => F . R F
        used      30 -  5h  | 0:30 1:0 2:30 5:30      => F R 5 F
        remaining 30 -  5h  | 0:20 *1:20 5:20         => F 5 F            # Changed and still crossed: told again, later.
        remaining 30 -  0h  | 0:20 *1:20              => F F
        remaining 30 -  5h  | 0:20 *1:40 2:40         => F R .            # Changed and no longer crossed: told.
        remaining 30 50 5h  | 0:20 *1:40              => F R              # Anew: what lay between counts for nothing.
        remaining 30 -  5h  | 0:20 *1:20 2:40 3:20 5:20 => F 5 R 5 F      # Recovered while it kept still.
        remaining 30 -  0h  | 0:? 1:20 2:? 3:40       => . F . R          # What cannot be read changes nothing.
        """);

    [Theory]
    [MemberData(nameof(Stories))]
    public void It_fires_once_recovers_and_cools_down(string row)
    {
        var (left, expected) = Cases.Split(row);
        var (head, story) = (left.Split('|')[0], left.Split('|')[1]);
        var given = head.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var alert = new Alert(
            default,
            given[0] == "used" ? AlertMeasure.UsedInDay : AlertMeasure.Remaining,
            null,
            null,
            Tokens.Parse(given[1]),
            given[2] == "-" ? null : Tokens.Parse(given[2]),
            TimeSpan.FromHours(int.Parse(given[3].TrimEnd('h'), System.Globalization.CultureInfo.InvariantCulture)));
        var status = AlertStatus.ArmedAt(new(0));
        var news = new List<string>();
        foreach (var step in story.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = step.TrimStart('*').Split(':');
            var at = new Instant(long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) * 3_600_000);
            status = step[0] == '*' ? status.Rearmed(at) : status;
            AlertReading? value = parts[1] == "?" ? null : new(Tokens.Parse(parts[1]).Micro, 1);
            var judged = AlertJudgement.Judge(alert, status, value, at);
            Assert.Equal(judged.News == AlertNews.Fired, judged.Status.LastFired == at && judged.Status.Since == at
                && judged.Status.State == AlertState.Fired && status.State == AlertState.Armed);
            news.Add(judged.News switch
            {
                AlertNews.Fired => "F",
                AlertNews.Recovered => "R",
                _ => judged.Wait is { } wait ? $"{wait.Ms / 3_600_000}" : ".",
            });
            status = judged.Status;
        }

        Assert.Equal(expected, string.Join(' ', news));
    }
}
