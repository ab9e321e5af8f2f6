using System.Text.Encodings.Web;
using ElasticAccess.Api.Wire;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ElasticAccess.Api.Auth;

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
        if (!text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return Refused;
        }

        return await credentials.FindAsync(text[Bearer.Length..].Trim(), Context.RequestAborted) is { } caller
            ? AuthenticateResult.Success(new(caller, SchemeName))
            : Refused;
    }

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
}
