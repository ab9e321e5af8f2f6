using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain.Webhooks;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Webhooks;

/// <param name="Events">What it is told of.</param>
/// <param name="Instances">Only events of these; absent or empty: all.</param>
/// <param name="Enabled">False: its events wait until it is true again. Absent: true.</param>
internal sealed record WantedWebhook(
    string Url, IReadOnlyList<string> Events, IReadOnlyList<string>? Instances = null, bool? Enabled = null)
{
    private const int InstancesMax = 1_000;

    public sealed class Shape : AbstractValidator<WantedWebhook>
    {
        public Shape(WebhookOptions options, IHostEnvironment environment)
        {
            RuleFor(w => w.Url).Custom((url, context) =>
            {
                if (WebhookUrl.FindFault(url, options.AllowPrivateAddresses, !environment.IsProduction()) is { } fault)
                {
                    context.AddFailure(fault);
                }
            });
            RuleFor(w => w.Events)
                .Must(events => events.Count > 0 && events.Count <= EventTypes.All.Count
                    && events.Distinct().Count() == events.Count)
                .WithMessage($"must hold 1 to {EventTypes.All.Count} types, each once");
            RuleForEach(w => w.Events).Must(type => EventTypes.All.Contains(type))
                .WithMessage($"must be one of {string.Join(", ", EventTypes.All)}");
            RuleForEach(w => w.Events).Must(type => !EventTypes.All.Contains(type) || EventTypes.IsOfInstance(type))
                .WithMessage("belongs to no instance: leave out instances to be told of it")
                .When(w => w.Instances is { Count: > 0 });
            RuleFor(w => w.Instances).Must(instances => instances is null or { Count: <= InstancesMax })
                .WithMessage($"must hold at most {InstancesMax} instances");
            RuleForEach(w => w.Instances).Must(id => Guid.TryParseExact(id, "D", out _)).WithMessage("must be a UUID");
        }
    }

    /// <summary>All faults, or the instances named.</summary>
    public async Task<(Guid[] Instances, IAnswer? Fault)> FindInstancesAsync(AccessDb db, CancellationToken ct)
    {
        Guid[] named = [.. (Instances ?? []).Select(id => Guid.ParseExact(id, "D"))];
        var known = await db.Instances.Where(i => named.Contains(i.InstanceId))
            .Select(i => i.InstanceId).ToListAsync(ct);
        var unknown = named.Index().Where(named => !known.Contains(named.Item))
            .Select(named => $"$.instances[{named.Index}]: there is no such instance").ToList();
        return ([.. named.Distinct()], unknown.Count == 0 ? null : Errors.Invalid(unknown));
    }
}

/// <param name="State">ENABLED or DISABLED.</param>
/// <param name="DisabledReason">Where the service has disabled it itself.</param>
/// <param name="SecretOverlapUntil">In ms; the secret before the last rotation signs too until then.</param>
internal sealed record WebhookBody(
    Guid Id, string Url, IReadOnlyList<string> Events, IReadOnlyList<Guid> Instances, string State,
    string? DisabledReason, long? Disabled, long Created, long Modified, long? SecretOverlapUntil)
{
    public static WebhookBody Of(WebhookRow row) => new(
        row.WebhookId, row.Url, row.Events, row.Instances, row.IsEnabled ? "ENABLED" : "DISABLED", row.DisabledReason,
        row.DisabledMs, row.CreatedMs, row.ModifiedMs, row.PreviousUntilMs);
}

/// <param name="Secret">Signs what is sent. It cannot be read again.</param>
internal sealed record CreatedWebhook(
    Guid Id, string Url, IReadOnlyList<string> Events, IReadOnlyList<Guid> Instances, string State, long Created,
    long Modified, string Secret);

internal sealed record WebhookPage(IReadOnlyList<WebhookBody> Content, long Next);

/// <param name="Secret">The new one. It cannot be read again.</param>
/// <param name="OverlapUntil">In ms; the old one signs too until then.</param>
internal sealed record NewSecret(string Secret, long OverlapUntil);
