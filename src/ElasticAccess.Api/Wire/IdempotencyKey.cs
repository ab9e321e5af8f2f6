namespace ElasticAccess.Api.Wire;

/// <summary>The header <c>Idempotency-Key</c> (contract 18.3 and 17.33).</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    public const string Rule = $"{Header}: must be given once, with 1 to 255 visible ASCII characters";

    public const string CharsRule = "must have 1 to 255 visible ASCII characters";

    private const int CharsMax = 255;

    public static bool IsValid(string key) =>
        key.Length is > 0 and <= CharsMax && !key.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>False when the header breaks its rule; the key is null when there is none.</summary>
    public static bool TryRead(IHeaderDictionary headers, out string? key)
    {
        key = null;
        if (!headers.TryGetValue(Header, out var values))
        {
            return true;
        }

        if (values is not [{ } text])
        {
            return false;
        }

        var bare = text is ['"', .., '"'] && text.Length >= 2 ? text[1..^1] : text;
        if (!IsValid(bare))
        {
            return false;
        }

        key = bare;
        return true;
    }
}
