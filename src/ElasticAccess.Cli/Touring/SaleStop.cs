using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Touring;

/// <summary>Product, license model and entitlement; deployed, its line items are mapped and can be charged.</summary>
internal static class SaleStop
{
    public static async Task<string> PlayAsync(Scene scene)
    {
        var (client, id, ct) = (scene.Client, scene.Id, scene.Ct);
        var account = $"Litware-{id}";
        await client.CreateAccountAsync(new("Litware Inc.", account), ct: ct);
        var feature = await client.CreateFeatureAsync(new($"Studio rendering {id}", "1.0"), ct: ct);
        var model = await client.CreateLicenseModelAsync(
            new($"Studio tokens {id}", new(true, scene.Series, new("Percent", 20))), ct: ct);
        await client.DeployLicenseModelAsync(model.Id!, ct: ct);
        var product = await client.CreateProductAsync(
            new($"Studio {id}", "1.0", [feature.Id!], [model.Id!]), ct: ct);
        await client.DeployProductAsync(product.Id!, ct: ct);
        scene.Left.Add($"account {account}, and of the back office what names {id}: deployed, nothing is deleted");

        var entitlement = await client.CreateEntitlementAsync(
            new(account,
            [
                new(product.Name, model.Name, 1_000, Scene.Start, null, $"LW-{id}-A"),
                new(product.Name, model.Name, 500, Scene.Start, null, $"LW-{id}-B"),
            ]),
            ct: ct);
        var deployed = await client.StepEntitlementAsync(entitlement.Id, LifeStep.Deploy, ct: ct);
        scene.Undo($"entitlement {entitlement.Id}", async stop =>
        {
            await client.StepEntitlementAsync(entitlement.Id, LifeStep.Obsolete, ct: stop);
            scene.Left.Add($"entitlement {entitlement.Id}: obsolete, never to be charged again");
        });
        var instance = deployed.LineItems?[0].InstanceId
            ?? throw new Failure(ExitCode.Unexpected, "A deployed line item is mapped to no instance.");
        var answer = await scene.AskAsync(instance, null, null, new RequestedItem("Export", null, 1_600));
        scene.Watched = (instance, $"LW-{id}-A");
        return $"1500 bought, 300 of overdraft; 1600 asked for: {answer}";
    }
}
