using ElasticAccess.Console.Components.Shared;

namespace ElasticAccess.Console.Reaching;

/// <summary>The forecasts of all instances of a key, those that were asked for, the most urgent first.</summary>
/// <param name="All">Every one.</param>
/// <param name="Found">What fits what was searched for, in order.</param>
/// <param name="Shown">Of these the first ones, or all.</param>
public sealed record Outlooks(
    IReadOnlyList<InstanceOutlook> All, IReadOnlyList<InstanceOutlook> Found, IReadOnlyList<InstanceOutlook> Shown)
{
    // A row is a kilobyte of the page; whoever looks for the others says so.
    private const int ShownAtFirst = 100;
    private const int SoonDays = 30;

    public static readonly Outlooks None = new([], [], []);

    public bool HasMore => Shown.Count < Found.Count;

    public long LiveSessions => All.Sum(one => (long)one.LiveSessions);

    /// <summary>Something can be charged there, but nothing that was bought is left.</summary>
    public int Empty => All.Count(one => one is { Entitled: > 0, TokensLeft: 0 });

    /// <summary>What was bought is gone within a month, at the present pace.</summary>
    public int Soon => All.Count(one => one.TokensLeft > 0 && one.TokensGoneAt <= one.Now.AddDays(SoonDays));

    public static async Task<Outlooks> ReadAsync(
        ElasticAccessClient api, bool byLeft, string? find, bool isAll, CancellationToken ct)
    {
        var all = await api.AllForecastsAsync(ct: ct).ToListAsync(ct);
        List<InstanceOutlook> found =
        [
            .. all.Where(one => Finding.Fits(find, one.ShortName, one.AccountId, one.InstanceId))
                .OrderBy(one => one.Entitled == 0)
                .ThenBy(one => byLeft ? one.TokensLeft : 0)
                .ThenBy(one => one.TokensLeft == 0 ? one.Now : one.TokensGoneAt ?? DateTimeOffset.MaxValue)
                .ThenBy(one => one.ExpiringUnused == 0)
                .ThenBy(one => one.TokensLeft)
                .ThenBy(one => one.InstanceId, StringComparer.Ordinal),
        ];
        return new(all, found, isAll ? found : [.. found.Take(ShownAtFirst)]);
    }
}
