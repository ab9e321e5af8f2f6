using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Rows;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.ApiKeys;

internal static class CreateApiKey
{
    private const int InstancesMax = 1_000;

    public sealed record NewApiKey(string Name, string Type, IReadOnlyList<string>? Instances = null, long? Expires = null);

    /// <param name="Key">The credential itself. It cannot be read again.</param>
    public sealed record CreatedApiKey(
        Guid Id, string Name, string Type, string Prefix, IReadOnlyList<Guid> Instances, long Created, long? Expires,
        string Key);

    public sealed class Shape : AbstractValidator<NewApiKey>
    {
        public Shape()
        {
            RuleFor(r => r.Name).Name();
            RuleFor(r => r.Type).Must(type => type is "admin" or "client").WithMessage("must be admin or client");
            RuleFor(r => r.Instances).Must(instances => instances is { Count: > 0 and <= InstancesMax })
                .WithMessage($"a client key names 1 to {InstancesMax} instances").When(r => r.Type == "client");
            RuleFor(r => r.Instances).Must(instances => instances is null or { Count: 0 })
                .WithMessage("an administration key names no instances").When(r => r.Type == "admin");
            RuleForEach(r => r.Instances).Must(id => Guid.TryParseExact(id, "D", out _)).WithMessage("must be a UUID");
        }
    }

    public static async Task<IAnswer> Handle(Body<NewApiKey> body, AccessDb db, TimeProvider time, CancellationToken ct)
    {
        var request = body.Value;
        var now = time.Now().Ms;
        if (request.Expires <= now)
        {
            return Errors.Invalid("$.expires: must be in the future");
        }

        var instances = (request.Instances ?? []).Select(id => Guid.ParseExact(id, "D")).Distinct().ToArray();
        var known = await db.Instances.Where(i => instances.Contains(i.InstanceId))
            .Select(i => i.InstanceId).ToListAsync(ct);
        if (instances.FirstOrDefault(id => !known.Contains(id)) is var unknown && unknown != Guid.Empty)
        {
            var index = Enumerable.Range(0, request.Instances!.Count)
                .First(i => Guid.ParseExact(request.Instances[i], "D") == unknown);
            return Errors.Invalid($"$.instances[{index}]: there is no such instance");
        }

        var type = request.Type == "admin" ? KeyType.Administration : KeyType.Client;
        var key = ApiKeySecret.New(type);
        var row = new ApiKeyRow
        {
            Id = Guid.CreateVersion7(),
            Type = type,
            Name = request.Name,
            Prefix = ApiKeySecret.Shown(type, key),
            SecretHash = ApiKeySecret.Hash(key),
            Instances = instances,
            CreatedMs = now,
            ExpiresMs = request.Expires,
        };
        db.ApiKeys.Add(row);
        await db.SaveChangesAsync(ct);
        return Answer.Created(new CreatedApiKey(
            row.Id, row.Name, request.Type, row.Prefix, row.Instances, row.CreatedMs, row.ExpiresMs, key));
    }
}
