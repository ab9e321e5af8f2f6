using System.Reflection;
using ElasticAccess.Api.Wire;
using Microsoft.AspNetCore.Http.Metadata;

namespace ElasticAccess.Api.Access;

/// <summary><c>?dryRun=true</c> and <c>?explain=true</c> (contract 18.4).</summary>
internal sealed record AccessFlags(bool DryRun, bool Explain, IAnswer? Fault)
    : IInput, IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter(
            "dryRun", "boolean", "true: the answer it would have got; nothing is changed or recorded"));
        builder.Metadata.Add(new QueryParameter(
            "explain", "boolean", "true: each item also says what every line item had to give, and why not"));
    }

    public static ValueTask<AccessFlags?> BindAsync(HttpContext context)
    {
        var faults = new List<string>();
        var dryRun = Flag("dryRun");
        var explain = Flag("explain");
        return ValueTask.FromResult<AccessFlags?>(
            new(dryRun, explain, faults.Count == 0 ? null : Errors.Invalid(faults)));

        bool Flag(string name)
        {
            if (!context.Request.Query.TryGetValue(name, out var values))
            {
                return false;
            }

            if (values is not [{ } text] || !bool.TryParse(text, out var flag))
            {
                faults.Add($"$.{name}: must be given once, as true or false");
                return false;
            }

            return flag;
        }
    }
}
