using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Webhooks;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.ApiKeys;

internal static class CreateApiKey
{
    private const int InstancesMax = 1_000;

    public sealed record NewApiKey(
        string Name, string Type, IReadOnlyList<string>? Instances = null, long? Expires = null);

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
            RuleFor(r => r.Expires!.Value).TimeMs().When(r => r.Expires is not null).OverridePropertyName("expires");
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

        Guid[] named = [.. (request.Instances ?? []).Select(id => Guid.ParseExact(id, "D"))];
        var known = await db.Instances.Where(i => named.Contains(i.InstanceId))
            .Select(i => i.InstanceId).ToListAsync(ct);
        if (Array.FindIndex(named, id => !known.Contains(id)) is >= 0 and var unknown)
        {
            return Errors.Invalid($"$.instances[{unknown}]: there is no such instance");
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
            Instances = [.. named.Distinct()],
            CreatedMs = now,
            ExpiresMs = request.Expires,
        };
        db.ApiKeys.Add(row);
        db.TellKey("api-key", row.Id.ToString(), "ADDED", new(now));
        await db.SaveChangesAsync(ct);
        return Answer.Created(new CreatedApiKey(
            row.Id, row.Name, request.Type, row.Prefix, row.Instances, row.CreatedMs, row.ExpiresMs, key));
    }
}
