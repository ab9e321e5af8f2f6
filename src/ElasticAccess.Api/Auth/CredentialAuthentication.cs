using System.Text;
using System.Text.Encodings.Web;
using ElasticAccess.Api.Wire;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ElasticAccess.Api.Auth;

/// <summary>Marks an endpoint that takes an API key as the password of Basic too (contract 13).</summary>
internal sealed record TakesBasic;

/// <summary>Reads the one credential of a request: a signed token or an API key (contract 3 and 18.1).</summary>
internal sealed class CredentialAuthentication(
    Credentials credentials,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ElasticAccess";

    private const string ApiKeyHeader = "X-Api-Key";
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    private static readonly object LastSeen = new();

    private static readonly AuthenticateResult Ambiguous = AuthenticateResult.Fail("Two credentials");
    private static readonly AuthenticateResult Refused = AuthenticateResult.Fail("No valid credential");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var authorization = Request.Headers.Authorization;
        var apiKey = Request.Headers[ApiKeyHeader];
        if (authorization.Count + apiKey.Count != 1)
        {
            return authorization.Count + apiKey.Count == 0 ? AuthenticateResult.NoResult() : Ambiguous;
        }

        var text = authorization.Count == 1 ? authorization[0]! : Bearer + apiKey[0];
        var connection = Context.Features.Get<IConnectionItemsFeature>()?.Items;
        if (SeenOn(connection, text) is { } seen)
        {
            return seen.Result;
        }

        var isBearer = text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
        var credential = isBearer
            ? text[Bearer.Length..].Trim()
            : FindPassword(text);
        if (credential is null || await credentials.FindAsync(credential, Context.RequestAborted) is not { } known)
        {
            return Refused;
        }

        if (connection is not null && isBearer)
        {
            connection[LastSeen] = new Seen(text, known);
        }

        return known.Result;
    }

    // The server hands out the very same text again when a connection repeats its header, so nothing is compared that
    // could be guessed by timing, and what was found for it still counts for as long as it would anyhow.
    private static KnownCaller? SeenOn(IDictionary<object, object?>? connection, string text) =>
        connection is not null
        && connection.TryGetValue(LastSeen, out var last)
        && last is Seen { Caller: var caller } seen
        && ReferenceEquals(seen.Text, text)
        && caller.IsFresh
            ? caller
            : null;

    private sealed record Seen(string Text, KnownCaller Caller);

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        var problem = ReferenceEquals(result, Ambiguous)
            ? Errors.Invalid($"{HeaderNames.Authorization}: more than one credential is given")
            : Errors.Of(Problem.Unauthenticated);
        await problem.ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Errors.Of(Problem.Forbidden).ExecuteAsync(Context);

    // The name before the colon is free. Only API keys: a token has a scheme of its own.
    private string? FindPassword(string text)
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<TakesBasic>() is null
            || !text.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text[Basic.Length..].Trim(), bytes, out var length))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var password = pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return password.Length < pair.Length && ApiKeySecret.IsOne(password) ? password : null;
    }
}
