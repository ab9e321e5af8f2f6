namespace ElasticAccess.Model.Tests.Reference;

/// <summary>Balances, each summed from the ledger rows whenever it is asked for (I1, I3).</summary>
public static class Sums
{
    public static Int128 Used(this World world, LineItem lineItem)
    {
        Int128 sum = 0;
        for (var at = world.Rows; at is not null; at = at.Before)
        {
            sum += at.Row.LineItem == lineItem.Number ? at.Row.Micro : 0;
        }

        return sum;
    }

    public static Int128 Used(this World world, Rule rule)
    {
        Int128 sum = 0;
        for (var at = world.Rows; at is not null; at = at.Before)
        {
            sum += at.Row.Action == rule.Number ? at.Row.Micro : 0;
        }

        return sum;
    }

    /// <summary>What a requester has taken from a line item in a period of its limit.</summary>
    public static Int128 Consumed(this World world, LineItem lineItem, Period period, string requester)
    {
        Int128 sum = 0;
        for (var at = world.Rows; at is not null; at = at.Before)
        {
            var row = at.Row;
            sum += row.LineItem == lineItem.Number && row.Period == period && row.Requester == requester
                ? row.Micro : 0;
        }

        return sum;
    }

    /// <summary>When the latest period began in which anything was taken from it, under whichever limit.</summary>
    public static long? LastPeriod(this World world, LineItem lineItem)
    {
        long? last = null;
        for (var at = world.Rows; at is not null; at = at.Before)
        {
            var start = at.Row.LineItem == lineItem.Number ? at.Row.Period?.Start : null;
            last = last is null || start > last ? start ?? last : last;
        }

        return last;
    }

    public static int CountRows(this World world, int instance)
    {
        var count = 0;
        for (var at = world.Rows; at is not null; at = at.Before)
        {
            count += at.Row.Instance == instance ? 1 : 0;
        }

        return count;
    }

    /// <summary>How requesters are told apart: type and value.</summary>
    public static string Name(Who who) => $"{who.Type}\n{who.Value}";
}
