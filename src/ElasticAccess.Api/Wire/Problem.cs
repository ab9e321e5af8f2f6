namespace ElasticAccess.Api.Wire;

/// <summary>A kind of fault: its HTTP status, its stable URN and its title (contract 18.6).</summary>
internal sealed record Problem(int Status, string Name, string Title)
{
    public static readonly Problem Invalid = new(400, "invalid-request", "The request is not valid");
    public static readonly Problem Unauthenticated = new(401, "unauthenticated", "No valid credential");
    public static readonly Problem Forbidden = new(403, "forbidden", "The credential does not permit this");
    public static readonly Problem NotFound = new(404, "not-found", "There is no such thing");
    public static readonly Problem MethodNotAllowed = new(405, "method-not-allowed", "The method is not offered here");
    public static readonly Problem Timeout = new(408, "request-timeout", "The request did not arrive in time");
    public static readonly Problem Conflict = new(409, "conflict", "The present state does not permit this");
    public static readonly Problem TooLarge = new(413, "too-large", "The body is too large");
    public static readonly Problem MediaType = new(415, "unsupported-media-type", "The body is not JSON in UTF-8");
    public static readonly Problem KeyReused =
        new(422, "idempotency-key-reused", "The Idempotency-Key was used for another request");

    public static readonly Problem TooMany = new(429, "too-many-requests", "Too many requests");
    public static readonly Problem Internal = new(500, "internal", "The service failed");
    public static readonly Problem Unavailable = new(503, "unavailable", "The service cannot serve this now");

    private static readonly Problem[] All =
    [
        Invalid, Unauthenticated, Forbidden, NotFound, MethodNotAllowed, Timeout, Conflict, TooLarge, MediaType,
        KeyReused, TooMany, Internal, Unavailable,
    ];

    public string Type => $"urn:elastic-access:problem:{Name}";

    public static Problem Of(int status) =>
        Array.Find(All, problem => problem.Status == status) ?? new(status, "other", "The request failed");
}
