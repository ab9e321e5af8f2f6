using ElasticAccess.Api.Auth;

namespace ElasticAccess.Api.Wire;

/// <summary>What every endpoint declares beside its route; Swagger shows it.</summary>
internal sealed record Operation(string Id, string Summary);

/// <summary>A query parameter that a bound type reads; Swagger shows it.</summary>
/// <param name="Type">As JSON schema names it.</param>
internal sealed record QueryParameter(string Name, string Type, string Description, bool IsRequired = false);

/// <summary>A header that a bound type reads; Swagger shows it.</summary>
internal sealed record HeaderParameter(string Name, string Description);

internal static class OperationExtensions
{
    /// <param name="id">Unique within a version.</param>
    /// <param name="policy">One of <see cref="Policies"/>.</param>
    /// <param name="errors">Statuses beside 401, which all have.</param>
    public static RouteHandlerBuilder Declares(
        this RouteHandlerBuilder endpoint, string id, string summary, string policy, params int[] errors)
    {
        foreach (var status in errors.Append(StatusCodes.Status401Unauthorized).Order())
        {
            endpoint.WithMetadata(new DeclaredError(status));
        }

        return endpoint
            .WithMetadata(new Operation(id, summary))
            .RequireAuthorization(policy)
            .AddEndpointFilter(new InputFilter());
    }

    /// <summary>
    /// A change of a plain resource, in one transaction with its stored answer; none for a faulty input.
    /// </summary>
    public static RouteHandlerBuilder ChangesResource(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(new InputFilter()).AddEndpointFilter<PlainTransaction>().Audited();

    /// <summary>Who changed what from what to what is written with the change (contract 19).</summary>
    public static RouteHandlerBuilder Audited(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new AuditedOperation());

    public static RouteGroupBuilder ShownUnder(this RouteGroupBuilder group, Prefix prefix) =>
        group.WithMetadata(new ShownUnder(prefix));

    public static TBuilder WordsErrorsAs<TBuilder>(this TBuilder builder, ErrorShape shape)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ErrorShapeMetadata(shape));
}

/// <summary>Marks an operation of administration.</summary>
internal sealed record AuditedOperation;

/// <summary>A status that an endpoint can answer with, beside its success.</summary>
internal sealed record DeclaredError(int Status);
