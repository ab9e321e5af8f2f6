using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Tests.Wire;

public sealed class CursorTests
{
    private static readonly byte[] Place = [0, 0, 0, 0, 0, 0, 1, 2, 255, 254];

    [Fact]
    public void A_cursor_leads_back_to_its_place()
    {
        var text = Cursor.Write("usage", Place);

        Assert.True(Cursor.TryRead("usage", text, out var place));
        Assert.Equal(Place, place);
        Assert.Matches("^[A-Za-z0-9_-]+$", text);
    }

    [Fact]
    public void One_that_was_cut_made_up_changed_or_taken_from_another_list_is_refused()
    {
        var text = Cursor.Write("usage", Place);
        string[] forged =
        [
            "", "0", "x", "AAAAAAAAAAAAAAAAAAAA", text[1..], text[..^1], text + "A", text + "=", " " + text,
            text + "\n",
            Cursor.Write("summary", Place), new string('A', 10_000),
            .. Enumerable.Range(0, text.Length).Select(i => text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..]),
        ];
        Assert.All(forged, one => Assert.False(Cursor.TryRead("usage", one, out _), one));
    }
}
