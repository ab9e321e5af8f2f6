using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ElasticAccess.Api.Swagger;

/// <summary>Groups of operations, in the order in which a newcomer needs them.</summary>
internal sealed class Tags : IDocumentFilter
{
    private static readonly (string Name, string Description)[] Known =
    [
        ("Instances", "An instance holds the line items of one customer account"),
        ("Rate tables", "What an item costs, in tokens per count, from when on"),
        ("Line items", "Tokens that a customer is entitled to, and how many of them are used"),
        ("Rules of access", "Who may spend the tokens of a line item, and how many: conditions and actions"),
        ("Consumption limits", "What each requester may take from a line item in a day, week, month or year"),
        ("Alerts", "To be told when tokens run out, are used fast or expire"),
        ("Forecast", "When tokens run out, and how many will expire unused"),
        ("Access", "Ask for items: decided and charged in one step"),
        ("Sessions", "Use over time: charged by the clock, the unused rest given back"),
        ("Usage", "What was used, by whom, where and how; it adds up to the token"),
        ("Back office", "Sell tokens: accounts, products, license models, entitlements, claims"),
        ("Webhooks", "Be told of what happens: signed, in order, until it has arrived"),
        ("Audit", "Who changed what, when, and from what to what"),
        ("Sandbox", "A clock to be moved by hand"),
        ("Configuration", "Settings of the producer"),
        ("Authorization", "Public keys with which callers sign their tokens, and API keys"),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var used = swaggerDoc.Paths.Values
            .SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>())
            .SelectMany(operation => operation.Tags ?? Enumerable.Empty<OpenApiTagReference>())
            .Select(tag => tag.Name!).Distinct().ToList();
        var tags = new List<OpenApiTag>();
        tags.AddRange(Known.Where(tag => used.Contains(tag.Name))
            .Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
        tags.AddRange(used.Except(Known.Select(tag => tag.Name)).Select(name => new OpenApiTag { Name = name }));

        swaggerDoc.Tags = tags.ToHashSet();
    }
}
