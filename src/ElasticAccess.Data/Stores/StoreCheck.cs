namespace ElasticAccess.Data.Stores;

public enum Verdict
{
    Ok,

    /// <summary>It works; a loaded store is better off without.</summary>
    Advice,

    /// <summary>An acknowledged charge could be lost, or tokens be spent twice: the service does not start.</summary>
    Unsafe,
}

/// <summary>One look at a store, in a sentence that says what to do where something is to be done.</summary>
public sealed record StoreCheck(Verdict Verdict, string Sentence)
{
    public static StoreCheck Ok(string sentence) => new(Verdict.Ok, sentence);

    public static StoreCheck Advice(string sentence) => new(Verdict.Advice, sentence);

    public static StoreCheck Unsafe(string sentence) => new(Verdict.Unsafe, sentence);
}
