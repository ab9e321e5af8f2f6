using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Domain.BackOffice;

namespace ElasticAccess.Api.BackOffice.LicenseModels;

internal static class ListLicenseModels
{
    public static async Task<IAnswer> Handle(StateFilter filter, Paging paging, AccessDb db, CancellationToken ct)
    {
        var isDeployed = filter.State == LifeState.Deployed;
        var isOfNone = filter.State is not (null or LifeState.Draft or LifeState.Deployed);
        var (rows, next) = await paging.TakeAsync(
            db.LicenseModels.Where(m => filter.State == null || (m.IsDeployed == isDeployed && !isOfNone)), ct);
        return Answer.Ok(new Listed<LicenseModelBody>(
            [.. rows.OrderBy(m => m.CreatedMs).ThenBy(m => m.LicenseModelId).Select(LicenseModelBody.Of)], next));
    }
}
