namespace ElasticAccess.Console.Components.Shared;

/// <summary>Where an axis ends, so that its quarters are round.</summary>
public static class Axis
{
    private static readonly decimal[] Steps = [1, 2, 4, 8, 10];

    /// <summary>At least the largest value; 4 where there is nothing.</summary>
    public static decimal Top(decimal largest)
    {
        if (largest <= 0)
        {
            return 4;
        }

        var unit = 0.0001m;
        while (unit * 10 < largest)
        {
            unit *= 10;
        }

        return Steps.Select(step => step * unit).First(top => top >= largest);
    }
}
