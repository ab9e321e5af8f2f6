using ElasticAccess.Domain.Limits;

namespace ElasticAccess.Domain.Alerts;

/// <summary>
/// Net usage in days and months, UTC, by usage time: of each activation id, and of all of them under an empty one.
/// </summary>
internal sealed class UsedSums
{
    private readonly Dictionary<(string ActivationId, long StartMs, bool IsMonth), Int128> sums = [];

    public void Add(string activationId, Instant at, Int128 micro)
    {
        Add(activationId, at, isMonth: false, micro);
        Add(activationId, at, isMonth: true, micro);
    }

    public void Add(string activationId, Instant at, bool isMonth, Int128 micro)
    {
        var start = AlertCalendar.StartOf(at, isMonth).Ms;
        sums[(activationId, start, isMonth)] = sums.GetValueOrDefault((activationId, start, isMonth)) + micro;
        sums[("", start, isMonth)] = sums.GetValueOrDefault(("", start, isMonth)) + micro;
    }

    public Int128 Read(string activationId, Instant at, bool isMonth) =>
        sums.GetValueOrDefault((activationId, AlertCalendar.StartOf(at, isMonth).Ms, isMonth));
}

/// <summary>The days and months, UTC, that usage is counted in.</summary>
public static class AlertCalendar
{
    /// <summary>Start of the day or month that a time lies in.</summary>
    public static Instant StartOf(Instant at, bool isMonth) => isMonth
        ? FirstOfMonth(at, later: 0)
        : new(CivilDate.FloorDiv(at.Ms, CivilDate.MsPerDay) * CivilDate.MsPerDay);

    /// <summary>Start of the next one.</summary>
    public static Instant NextStart(Instant at, bool isMonth) => isMonth
        ? FirstOfMonth(at, later: 1)
        : new((CivilDate.FloorDiv(at.Ms, CivilDate.MsPerDay) + 1) * CivilDate.MsPerDay);

    private static Instant FirstOfMonth(Instant at, long later) => new(
        CivilDate.FromDays(CivilDate.FloorDiv(at.Ms, CivilDate.MsPerDay)).FirstOfMonth(later).ToDays()
            * CivilDate.MsPerDay);
}
