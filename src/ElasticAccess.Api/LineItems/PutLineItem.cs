using System.Text.Json;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;
using FluentValidation;

namespace ElasticAccess.Api.LineItems;

internal static class PutLineItem
{
    public sealed class Shape : AbstractValidator<LineItemBody>
    {
        public Shape()
        {
            RuleFor(l => l.ActivationId).Name();
            RuleFor(l => l.State).Must(state => state is "DEPLOYED" or "INACTIVE" or "OBSOLETE")
                .WithMessage("must be DEPLOYED, INACTIVE or OBSOLETE");
            RuleFor(l => l.Quantity).InclusiveBetween(1, Tokens.MaxWhole)
                .WithMessage($"must be from 1 to {Tokens.MaxWhole}");
            RuleFor(l => l.Start).TimeMs();
            RuleFor(l => l.End).TimeMs();
            RuleFor(l => l.End).Must((lineItem, end) => end >= lineItem.Start).WithMessage("must not lie before start");
            RuleFor(l => l.Attributes.RateTableSeries).OptionalName();
            RuleFor(l => l.Attributes.OverdraftType).Must(type => type is null or "Number" or "Unlimited")
                .WithMessage("must be Number or Unlimited");
            RuleFor(l => l.Attributes.OverdraftLimit).InclusiveBetween(0, Tokens.MaxWhole)
                .WithMessage($"must be from 0 to {Tokens.MaxWhole}");
            RuleFor(l => l.Attributes.OverdraftLimit).NotNull().When(l => l.Attributes.OverdraftType == "Number")
                .WithMessage("is missing but it is required with overdraftType Number");
            RuleFor(l => l.Attributes.OverdraftLimit).Null().When(l => l.Attributes.OverdraftType != "Number")
                .WithMessage("needs overdraftType Number");
            RuleFor(l => l.Attributes).Custom(ResetFrequency);
        }

        private static void ResetFrequency(
            LineItemBody.AttributesBody attributes, ValidationContext<LineItemBody> context)
        {
            if (attributes.ResetFrequency is not { } value)
            {
                return;
            }

            const string name = "resetFrequency";
            if (!((ApiVersion)context.RootContextData[nameof(ApiVersion)]).KnowsResetFrequency)
            {
                context.AddFailure("Attributes", JsonFaults.UndefinedMember(name));
            }
            else if (value.ValueKind != JsonValueKind.String)
            {
                context.AddFailure($"Attributes.{name}", $"{JsonFaults.NameOf(value)} found, string expected");
            }
            else if (value.GetString() is { Length: > 0 } text && !Shapes.IsName(text))
            {
                context.AddFailure($"Attributes.{name}", $"must have at most {Shapes.NameCharsMax} characters");
            }
        }
    }

    public static async Task<IAnswer> Handle(
        Guid instanceId, Body<LineItemBody> body, Exchange exchange, TokenLedger ledger, TimeProvider time,
        CancellationToken ct)
    {
        var keyed = exchange.Keyed<LineItemReply>(body.Bytes, ToAnswer);
        var reply = await ledger.PutLineItemAsync(instanceId, body.Value.ToDetails(), time.Now(), keyed, ct);
        return exchange.Answer(reply, ToAnswer);

        IAnswer ToAnswer(LineItemReply outcome) => outcome switch
        {
            LineItemReply.Stored stored =>
                Answer.Ok(LineItemBody.Of(stored.Details, stored.Used, exchange.Version.KnowsResetFrequency)),
            LineItemReply.NoInstance => Errors.NotFound($"There is no instance {instanceId}"),
            LineItemReply.Refused refused => ToError(refused.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Errors ToError(LineItemChange why) => why switch
    {
        LineItemChange.MustStartDeployed => Errors.Invalid("$.state: a new line item must be DEPLOYED"),
        LineItemChange.ObsoleteIsFinal => Errors.Conflict("The line item is OBSOLETE, which is final"),
        LineItemChange.MappedElsewhere => Errors.Conflict("The activation id is mapped to another instance"),
        LineItemChange.ManagedElsewhere managed => Managed(managed.Where),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static Errors Managed(string where) =>
        Errors.Conflict($"The line item is mapped by the back office: change it at {where}");
}
