namespace ElasticAccess.Api.Wire;

/// <summary>A parameter that was read from the request and may have found it faulty.</summary>
internal interface IInput
{
    /// <summary>The answer when the input cannot be used; null when it can.</summary>
    IAnswer? Fault { get; }
}

/// <summary>Lets a handler run only on inputs without fault.</summary>
internal sealed class InputFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        for (var i = 0; i < context.Arguments.Count; i++)
        {
            if (context.Arguments[i] is IInput { Fault: { } fault })
            {
                return ValueTask.FromResult<object?>(fault);
            }
        }

        return next(context);
    }
}
