using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Tests.Supply;

public class LineItemChangeTests
{
    // "found -> wanted"; "elsewhere" is an activation id that another instance has.
    public static TheoryData<string> Puts => Cases.Of("""
        none      -> Deployed => Created
        none      -> Inactive => MustStartDeployed
        none      -> Obsolete => MustStartDeployed
        elsewhere -> Deployed => MappedElsewhere
        elsewhere -> Inactive => MappedElsewhere
        elsewhere -> Obsolete => MappedElsewhere
        Deployed  -> Deployed => Replaced
        Deployed  -> Inactive => Replaced
        Deployed  -> Obsolete => Replaced
        Inactive  -> Deployed => Replaced
        Inactive  -> Inactive => Replaced
        Inactive  -> Obsolete => Replaced
        Obsolete  -> Deployed => ObsoleteIsFinal
        Obsolete  -> Inactive => ObsoleteIsFinal
        Obsolete  -> Obsolete => Replaced
        """);

    [Theory]
    [MemberData(nameof(Puts))]
    public void A_put_creates_or_replaces_and_obsolete_is_final(string row)
    {
        var (left, expected) = Cases.Split(row);
        var (found, wanted) = (left.Split("->")[0].Trim(), Enum.Parse<LineItemState>(left.Split("->")[1].Trim()));
        LineItemState? existing = found is "none" or "elsewhere" ? null : Enum.Parse<LineItemState>(found);

        Assert.Equal(expected, LineItemChange.Put(existing, found == "elsewhere", wanted).GetType().Name);
    }

    public static TheoryData<string> Deletes => Cases.Of("""
        none     => NotFound
        Deployed => NotObsolete
        Inactive => NotObsolete
        Obsolete => Deleted
        """);

    [Theory]
    [MemberData(nameof(Deletes))]
    public void Only_what_is_obsolete_can_be_deleted(string row)
    {
        var (found, expected) = Cases.Split(row);
        LineItemState? existing = found == "none" ? null : Enum.Parse<LineItemState>(found);

        Assert.Equal(expected, LineItemChange.Delete(existing).GetType().Name);
    }
}
