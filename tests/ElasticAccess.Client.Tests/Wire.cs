using ElasticAccess.Client.Models;

namespace ElasticAccess.Client.Tests;

/// <summary>Pieces of the wire that several tests need, as contract section 8 writes them.</summary>
internal static class Wire
{
    public const string Id = "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10";

    public const string OneOff = $"POST /elastic/api/v1.1/instances/{Id}/access-request";

    public static Requester Maria { get; } = new("user", "maria");

    public static string Answer(params (string Item, string Code)[] items) => $$"""
        {"correlationId":"1d7c2f0e-4b1b-4c83-9d5e-0e0f5a7d2c11","requester":{"type":"user","value":"maria"},
         "requestedItems":[{{string.Join(',', items.Select(i => Item(i.Item, i.Code)))}}]}
        """;

    private static string Item(string item, string code) => code is "101" or "1101"
        ? $$"""
            {"item":"{{item}}","version":"","count":4,
             "status":{"code":"{{code}}","description":"Successfully checked out"},
             "totalTokensCharged":10.5,"lineItems":[{"rate":2.625,"activationId":"A","tokensCharged":10.5}]}
            """
        : $$"""
            {"item":"{{item}}","version":"","count":4,"status":{"code":"{{code}}","description":"Refused"},
             "totalTokensCharged":0.0,"lineItems":[]}
            """;
}
