using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Features;

internal static class CreateFeature
{
    public sealed record NewFeature(string Name, string Version);

    public sealed class Shape : AbstractValidator<NewFeature>
    {
        public Shape()
        {
            RuleFor(r => r.Name).Name();
            RuleFor(r => r.Version).Name();
        }
    }

    public static async Task<IAnswer> Handle(
        Body<NewFeature> body, AccessDb db, TimeProvider time, CancellationToken ct)
    {
        var (name, version) = body.Value;
        if (await db.Features.AnyAsync(f => f.Name == name && f.Version == version, ct))
        {
            return FeatureEndpoints.Taken(name, version);
        }

        var row = new FeatureRow
        {
            FeatureId = Guid.CreateVersion7(),
            Name = name,
            Version = version,
            CreatedMs = time.Now().Ms,
        };
        db.Features.Add(row);
        await db.SaveChangesAsync(ct);
        return Answer.Created(FeatureBody.Of(row));
    }
}
