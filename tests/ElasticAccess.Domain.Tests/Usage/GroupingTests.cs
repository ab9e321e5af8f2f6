using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Domain.Tests.Usage;

public class GroupingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("item", "Item")]
    [InlineData("day,requester,dictionary.department", "Day Requester Dictionary:department")]
    [InlineData("itemVersion,account,instance,lineItem,hour", "ItemVersion Account Instance LineItem Hour")]
    [InlineData("dictionary.a.b c,month", "Dictionary:a.b c Month")]
    [InlineData("dictionary.a,dictionary.b", "Dictionary:a Dictionary:b")]
    public void A_list_of_names_is_read_in_its_order(string text, string expected)
    {
        Assert.True(Grouping.TryParse(text, out var grouping, out var fault), fault);
        Assert.Equal(expected, string.Join(' ', grouping.Keys.Select(key =>
            key.DictionaryKey is null ? $"{key.Kind}" : $"{key.Kind}:{key.DictionaryKey}")));
    }

    [Theory]
    [InlineData("Item", "'Item' is none of item, itemVersion")]
    [InlineData("item,", "'' is none of")]
    [InlineData("dictionary.", "'dictionary.' is none of")]
    [InlineData("dictionary.a\u0001", "is none of")]
    [InlineData("week", "'week' is none of")]
    [InlineData("item,item", "'item' is given twice")]
    [InlineData("dictionary.a,dictionary.a", "'dictionary.a' is given twice")]
    [InlineData("hour,day", "only one of hour, day, month")]
    [InlineData("dictionary.1,dictionary.2,dictionary.3,dictionary.4,dictionary.5,dictionary.6,dictionary.7,"
        + "dictionary.8,dictionary.9,dictionary.10,dictionary.11", "at most 10 parts")]
    public void Anything_else_is_refused_with_its_reason(string text, string expected)
    {
        Assert.False(Grouping.TryParse(text, out _, out var fault));
        Assert.Contains(expected, fault);
    }

    [Fact]
    public void A_grouping_knows_what_it_needs()
    {
        Assert.True(Grouping.TryParse("month,dictionary.department", out var byDepartment, out _));
        Assert.True(Grouping.TryParse("item,lineItem", out var byItem, out _));

        Assert.Equal((TimeUnit.Month, true), (byDepartment.Unit, byDepartment.NeedsWho));
        Assert.Equal((null, false), (byItem.Unit, byItem.NeedsWho));
    }
}
