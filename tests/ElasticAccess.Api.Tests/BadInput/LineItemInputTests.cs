using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Api.Tests.BadInput;

[Collection<QuietSqlite>]
public sealed class LineItemInputOnSqlite(QuietSqliteService quiet) : LineItemInputTests(quiet);

[Collection<QuietPostgres>]
public sealed class LineItemInputOnPostgres(QuietPostgresService quiet) : LineItemInputTests(quiet);

public abstract class LineItemInputTests(QuietService quiet) : BadInputTest(quiet)
{
    private const string NotAName = "must have 1 to 255 characters and no control characters";
    private const string NotATime = "must be a time in ms from 0 to 253402300799999";
    private const string Closed = "is not defined in the schema and the schema does not allow additional properties";

    [Fact]
    public Task Members_are_bounded() => AreRefused(Target.LineItem, $"""
        activationId  ""     $.activationId: {NotAName}
        activationId  "a\nb"  $.activationId: {NotAName}
        activationId  "{new string('a', 256)}"  $.activationId: {NotAName}
        state         "DRAFT"  $.state: must be DEPLOYED, INACTIVE or OBSOLETE
        state         "deployed"  $.state: must be DEPLOYED, INACTIVE or OBSOLETE
        state         ""     $.state: must be DEPLOYED, INACTIVE or OBSOLETE
        state         "INACTIVE"  $.state: a new line item must be DEPLOYED
        state         "OBSOLETE"  $.state: a new line item must be DEPLOYED
        quantity      0      $.quantity: must be from 1 to 9000000000000
        quantity      -1     $.quantity: must be from 1 to 9000000000000
        quantity      9000000000001  $.quantity: must be from 1 to 9000000000000
        quantity      9223372036854775808  $.quantity: must be a number of a size that can be held
        quantity      1.0    $.quantity: number found, integer expected
        quantity      1e2    $.quantity: number found, integer expected
        quantity      1.5    $.quantity: number found, integer expected
        start         -1     $.start: {NotATime}
        end           253402300800000  $.end: {NotATime}
        end           1767225599999  $.end: must not lie before start
        """);

    [Fact]
    public Task Attributes_are_a_closed_object() => AreRefused(Target.LineItem, $"""
        attributes.x               1      $.attributes: property 'x' {Closed}
        attributes.Elastic         true   $.attributes: property 'Elastic' {Closed}
        attributes.used            0      $.attributes: property 'used' {Closed}
        attributes.elastic         "true"  $.attributes.elastic: string found, boolean expected
        attributes.elastic         1      $.attributes.elastic: integer found, boolean expected
        attributes.rateTableSeries  2026  $.attributes.rateTableSeries: integer found, string expected
        attributes.overdraftType   "None"  $.attributes.overdraftType: must be Number or Unlimited
        attributes.overdraftType   "number"  $.attributes.overdraftType: must be Number or Unlimited
        attributes.overdraftType   "Unlimited"  $.attributes.overdraftLimit: needs overdraftType Number
        attributes.overdraftType   -      $.attributes.overdraftLimit: needs overdraftType Number
        attributes.overdraftLimit  -      $.attributes.overdraftLimit: is missing but it is required with overdraftType Number
        attributes.overdraftLimit  null   $.attributes.overdraftLimit: is missing but it is required with overdraftType Number
        attributes.overdraftLimit  "250"  $.attributes.overdraftLimit: string found, integer expected
        attributes.overdraftLimit  2.5    $.attributes.overdraftLimit: number found, integer expected
        attributes.overdraftLimit  -1     $.attributes.overdraftLimit: must be from 0 to 9000000000000
        attributes.overdraftLimit  9000000000001  $.attributes.overdraftLimit: must be from 0 to 9000000000000
        """);

    [Fact]
    public Task A_reset_frequency_is_a_string_and_of_v1_1() => AreRefused(
        Reset("1", "$.attributes.resetFrequency: integer found, string expected")
            .Concat(Reset("true", "$.attributes.resetFrequency: boolean found, string expected"))
            .Concat(Reset("{}", "$.attributes.resetFrequency: object found, string expected"))
            .Concat(Reset("\"MONTHLY\"", null)));

    [Fact]
    public async Task Every_fault_is_named_once()
    {
        var body = JsonNode.Parse(Target.LineItem.Body)!;
        Change(body, "activationId", "\"\"");
        Change(body, "quantity", "0");
        Change(body, "attributes.overdraftLimit", "-1");
        foreach (var (version, member) in new[] { ("v1.0", "errors"), ("v1.1", "message") })
        {
            using var answer = await Service.Raw.PutAsync(
                new Uri($"/provisioning/api/{version}/instances/{Instance}/line-items", UriKind.Relative),
                new StringContent(body.ToJsonString(), null, "application/json"));
            var faults = JsonNode.Parse(await answer.Content.ReadAsStringAsync())![member]!.AsArray();
            Assert.Equal(
                [
                    $"$.activationId: {NotAName}",
                    "$.attributes.overdraftLimit: must be from 0 to 9000000000000",
                    "$.quantity: must be from 1 to 9000000000000",
                ],
                faults.Select(fault => fault!.GetValue<string>()).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task What_the_state_forbids_is_a_conflict()
    {
        var elsewhere = await Service.NewInstance();
        var gone = Service.LineItem($"gone-{Guid.NewGuid()}", 1, Series);
        await Service.Admin.PutLineItemAsync(Instance, gone);
        await Service.Admin.PutLineItemAsync(Instance, gone with { State = LineItemState.Obsolete });
        var ids = $"activationId  \"{gone.ActivationId}\"  -";
        var target = Target.LineItem with { Words = Words.Message };

        await AreRefused(
            Cases(target.For(Instance), ids).Select(attempt => attempt with { Status = 409, Text = null }));
        await AreRefused(Cases(target.For(elsewhere), $"activationId  \"{QuietService.ActivationId}\"  -")
            .Select(attempt =>
                attempt with { Status = 409, Text = "The activation id is mapped to another instance" }));
        await AreRefused(Attempt.Of(
            new(HttpMethod.Delete, $"/instances/{Instance}/line-items/{QuietService.ActivationId}", ""), "", "", 409,
            "Only an OBSOLETE line item can be deleted"));
    }

    [Fact]
    public Task An_instance_that_does_not_exist_has_no_line_items() => AreRefused(
        Attempt.Of((Target.LineItem with { Words = Words.Message }).For(Guid.NewGuid().ToString()), "",
            Target.LineItem.Body, 404));

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("a%b c+d?e#f")]
    [InlineData("Zoë-🦊")]
    [InlineData(" ' or 1=1 -- ")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Any_text_is_an_activation_id(string text)
    {
        var instance = await Service.NewInstance();
        var id = $"{text}{instance}{text}";
        var put = await Service.Admin.PutLineItemAsync(instance, Service.LineItem(id, 5, Series));
        var found = await Service.Admin.GetLineItemAsync(instance, id);
        Assert.Equal((id, 5), (found.ActivationId, found.Quantity));
        await Service.Admin.PutLineItemAsync(instance, put with { State = LineItemState.Obsolete });
        await Service.Admin.DeleteLineItemAsync(instance, id);
        Assert.Empty(await Service.Admin.ListLineItemsAsync(instance));
    }

    private IEnumerable<Attempt> Reset(string value, string? inV11)
    {
        var body = JsonNode.Parse(Target.LineItem.Body)!;
        Change(body, "attributes.resetFrequency", value);
        return Attempt.Of(Target.LineItem.For(Instance), $"resetFrequency {value}", body.ToJsonString(), 400)
            .Select(attempt => attempt with
            {
                Text = attempt.Version == "v1.0" ? $"$.attributes: property 'resetFrequency' {Closed}" : inV11,
            })
            .Where(attempt => attempt.Text is not null);
    }
}
