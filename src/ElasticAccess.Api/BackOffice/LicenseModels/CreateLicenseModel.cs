using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain.BackOffice;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.LicenseModels;

internal static class CreateLicenseModel
{
    /// <param name="Type">Dynamic Monetization | Elastic Access is the metered one, for tokens.</param>
    public sealed record NewLicenseModel(string Name, string Type, ModelAttributes? Attributes = null);

    public sealed class Shape : AbstractValidator<NewLicenseModel>
    {
        public Shape()
        {
            RuleFor(r => r.Name).Name();
            RuleFor(r => r.Type).Must(type => LicenseModelKind.All.Contains(type)).WithMessage(ModelShape.TypeRule);
            RuleFor(r => r.Attributes).Custom(ModelShape.Check);
        }
    }

    public static async Task<IAnswer> Handle(
        Body<NewLicenseModel> body, AccessDb db, IStore store, TimeProvider time, CancellationToken ct)
    {
        var request = body.Value;
        await store.LockAsync(db, Locks.Catalogue, ct);
        if (LicenseModelKind.IsMetered(request.Type) && request.Attributes?.Elastic != true)
        {
            return Errors.Invalid(ModelShape.ElasticRule);
        }

        if (await db.LicenseModels.AnyAsync(m => m.Name == request.Name, ct))
        {
            return LicenseModelEndpoints.Taken(request.Name);
        }

        var row = new LicenseModelRow
        {
            LicenseModelId = Guid.CreateVersion7(),
            Name = request.Name,
            Type = request.Type,
            Elastic = null,
            RateTableSeries = null,
            OverdraftKind = OverdraftKind.None,
            OverdraftMicro = 0,
            IsDeployed = false,
            CreatedMs = time.Now().Ms,
        };
        ModelShape.Merge(row, request.Attributes);
        db.LicenseModels.Add(row);
        await db.SaveChangesAsync(ct);
        return Answer.Created(LicenseModelBody.Of(row));
    }
}
