using System.Reflection;
using FluentValidation;

namespace ElasticAccess.Api.Wire;


/// <summary>
/// A request body: read within its limit, strict JSON, then checked by the slice's own shape. The handler runs only
/// when both found nothing.
/// </summary>
internal sealed class Body<T> : IInput, IBodyBytes
    where T : class
{
    private readonly T? value;

    private Body(T? value, byte[] bytes, Errors? fault)
    {
        this.value = value;
        Bytes = bytes;
        Fault = fault;
    }

    public T Value => value ?? throw new InvalidOperationException("The filter has let a faulty body pass");

    /// <summary>As received; what an Idempotency-Key is compared by.</summary>
    public byte[] Bytes { get; }

    public IAnswer? Fault { get; }

    public static ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        _ = parameter;
        return BindAsync(context);
    }

    /// <summary>For an input that is a body among other things.</summary>
    public static async ValueTask<Body<T>?> BindAsync(HttpContext context)
    {
        var (bytes, problem) = await BodyReader.ReadAsync(context);
        if (problem is not null)
        {
            return new(null, bytes, Errors.Of(problem));
        }

        var (value, faults) = StrictJson.Read<T>(bytes);
        if (value is null)
        {
            return new(null, bytes, Errors.Invalid(faults));
        }

        faults = Shape(context, value);
        return new(faults.Count == 0 ? value : null, bytes, faults.Count == 0 ? null : Errors.Invalid(faults));
    }

    private static List<string> Shape(HttpContext context, T value)
    {
        var shape = context.RequestServices.GetRequiredService<IValidator<T>>();
        var validation = new ValidationContext<T>(value);
        validation.RootContextData[nameof(ApiVersion)] = context.GetEndpoint()?.Metadata.GetMetadata<ApiVersion>();
        var result = shape.Validate(validation);
        return result.IsValid
            ? []
            : result.Errors.ConvertAll(fault => $"{Shapes.Path(fault.PropertyName)}: {fault.ErrorMessage}");
    }
}
