namespace ElasticAccess.Model.Tests.Reference;

/// <summary>What a form check lets through (contract 2, 6, 7.1, 8, 12); whatever it does not is a 400.</summary>
public static class Soundness
{
    public static bool IsSound(Command command) => command switch
    {
        PutLineItem put => put.Quantity is >= 1 and <= Contract.Max && put.Start <= put.End
            && (put.Overdraft is not { IsUnlimited: false } number || number.Limit is >= 0 and <= Contract.Max),
        SetLimit limit => IsAmount(limit.LimitMicro),
        OneOff request => !request.Items.IsEmpty && request.Items.All(IsSound),
        Batch batch => !batch.Requests.IsEmpty && batch.Requests.All(IsSound),
        RequestSession request => request.Items.All(IsSound),
        _ => true,
    };

    private static bool IsSound(Wanted wanted) => wanted.CountMicro > 0 && IsAmount(wanted.CountMicro);

    private static bool IsAmount(long micro) => micro is >= 0 and <= Contract.MaxMicro;
}
