using System.Security.Cryptography;
using System.Text;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Domain.Supply;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Alerts;

/// <summary>What an alert is about: an instance, and what is named there.</summary>
internal static class AlertSubject
{
    public static byte[] Lock(Guid instanceId) => SHA256.HashData(Encoding.UTF8.GetBytes($"alerts {instanceId}"));

    public static Errors NoInstance(Guid instanceId) => Errors.NotFound($"There is no instance {instanceId}");

    public static Errors NoAlert(Guid alertId) => Errors.NotFound($"The instance has no alert {alertId}");

    /// <summary>Names in a body that there are none of (contract 17.30).</summary>
    public static async Task<IReadOnlyList<string>> FindFaultsAsync(
        AlertWish wish, Guid instanceId, AccessDb db, CancellationToken ct)
    {
        var faults = new List<string>();
        var lineItem = wish.LineItemId is not { } activationId ? null : await db.LineItems.AsNoTracking()
            .SingleOrDefaultAsync(
                row => row.InstanceId == instanceId && row.ActivationId == activationId
                    && row.State != LineItemState.Deleted,
                ct);
        if (wish.LineItemId is not null && lineItem is null)
        {
            faults.Add("$.lineItemId: the instance has no such line item");
        }

        if (wish.ActionId is not { } actionId)
        {
            return faults;
        }

        var action = await db.Actions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.InstanceId == instanceId && row.ActionId == actionId, ct);
        if (action is null || (lineItem is not null && action.LineItemId != lineItem.LineItemId))
        {
            faults.Add($"$.actionId: there is no such action on {(lineItem is null ? "the instance" : "the line item")}");
        }
        else if (action.AllocationMicro is null)
        {
            faults.Add("$.actionId: the action has no allocation");
        }

        return faults;
    }
}
