namespace ElasticAccess.Console.Components.Shared;

/// <summary>What a page says after a form was done. The address names the sentence; it cannot bring one.</summary>
public static class Notices
{
    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["saved"] = "Saved.",
        ["added"] = "Added.",
        ["deleted"] = "Deleted.",
        ["moved"] = "The order was changed.",
        ["session-ended"] = "The session was ended.",
        ["published"] = "The rate table was published.",
        ["sent"] = "Sent.",
        ["deployed"] = "Deployed.",
        ["inactivated"] = "Made inactive.",
        ["obsoleted"] = "Made obsolete.",
        ["tested"] = "Taken to test.",
        ["imported"] = "Imported.",
    };

    public static string? Find(string? name) => name is null ? null : Sentences.GetValueOrDefault(name);
}
