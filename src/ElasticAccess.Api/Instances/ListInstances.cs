using System.Reflection;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.AspNetCore.Http.Metadata;

namespace ElasticAccess.Api.Instances;

internal static class ListInstances
{
    /// <param name="AccountId">With <paramref name="IsDefault"/>: that account's default instance.</param>
    public sealed record Query(string? AccountId, bool IsDefault, IAnswer? Fault)
        : IInput, IEndpointParameterMetadataProvider
    {
        public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
        {
            builder.Metadata.Add(
                new QueryParameter("accountId", "string", "Customer account; only together with default=true"));
            builder.Metadata.Add(new QueryParameter("default", "boolean", "true: only default instances"));
        }

        public static ValueTask<Query?> BindAsync(HttpContext context)
        {
            var query = context.Request.Query;
            var accounts = query["accountId"];
            var defaults = query["default"];
            var isDefault = defaults is [{ } text] && text.Equals("true", StringComparison.OrdinalIgnoreCase);
            IAnswer? fault = null;
            if (defaults.Count > 0 && !isDefault)
            {
                fault = Errors.Invalid("$.default: must be true where it is given");
            }
            else if (accounts.Count > 0 && !isDefault)
            {
                fault = Errors.Invalid("$.accountId: must be given once, and only together with default=true");
            }
            else if (accounts.Count > 0 && (accounts is not [{ } account] || !Shapes.IsName(account)))
            {
                fault = Errors.Invalid($"$.accountId: {Shapes.QueryName}");
            }

            return ValueTask.FromResult<Query?>(new(accounts.FirstOrDefault(), isDefault, fault));
        }
    }

    public static async Task<IAnswer> Handle(Query query, Paging paging, AccessDb db, CancellationToken ct)
    {
        var (rows, next) = await paging.TakeAsync(
            db.Instances
                .Where(i => !query.IsDefault || i.DefaultInstance)
                .Where(i => query.AccountId == null || i.AccountId == query.AccountId),
            ct);
        return Answer.Ok(new InstancePage(
            [.. rows.OrderBy(i => i.CreatedMs).ThenBy(i => i.InstanceId).Select(InstanceBody.Of)], next));
    }
}
