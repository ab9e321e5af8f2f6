namespace ElasticAccess.Api.Wire;

/// <summary>The line item of the path. An activation id is free text and may hold a slash.</summary>
internal sealed record ActivationId(string Value)
{
    public static ValueTask<ActivationId?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<ActivationId?>(new(RawPath.Behind(context, "line-items")));
}

/// <summary>The public key of the path. Its id is free text of the caller as well.</summary>
internal sealed record KeyId(string Value)
{
    public static ValueTask<KeyId?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<KeyId?>(new(RawPath.Behind(context, "administration-keys", "client-keys")));
}
