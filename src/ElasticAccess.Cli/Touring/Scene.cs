using ElasticAccess.Client;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Touring;

/// <summary>What one tour has made so far, under names of its own, and how it is taken away again.</summary>
internal sealed class Scene(
    ElasticAccessClient client, Func<string, ElasticAccessClient> connect, string id, CancellationToken ct)
{
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1767225600000);

    private readonly Stack<(string What, Func<CancellationToken, Task> Undo)> _undo = new();

    public ElasticAccessClient Client => client;

    public CancellationToken Ct => ct;

    public string Id => id;

    public string Series => $"Tour-{id}";

    /// <summary>The same service with another key.</summary>
    public ElasticAccessClient Application(string key) => connect(key);

    /// <summary>What can't be taken away, in the words of the last lines.</summary>
    public List<string> Left { get; } = [];

    /// <summary>The line item whose tokens the next steps show; null: none yet.</summary>
    public (string Instance, string LineItem)? Watched { get; set; }

    /// <summary>Taken away at the end, the last first.</summary>
    public void Undo(string what, Func<CancellationToken, Task> undo) => _undo.Push((what, undo));

    public async Task<decimal?> UsedAsync() => Watched is { } at
        ? (await client.GetLineItemAsync(at.Instance, at.LineItem, ct: ct)).Used
        : null;

    public async Task<string> InstanceAsync(string account)
    {
        var instance = await client.AddInstanceAsync($"{account}-def-inst", account, ct: ct);
        Left.Add($"instance {instance.Id} of {account}, empty: the API deletes none");
        return instance.Id;
    }

    /// <summary>Maps a line item and watches it.</summary>
    public async Task LineItemAsync(string instance, string activationId, long quantity)
    {
        var lineItem = new LineItem(
            activationId, LineItemState.Deployed, quantity, Start, LineItem.Permanent,
            new() { RateTableSeries = Series });
        await client.PutLineItemAsync(instance, lineItem, ct: ct);
        Watched = (instance, activationId);
        Undo($"line item {activationId}", async stop =>
        {
            await client.PutLineItemAsync(instance, lineItem with { State = LineItemState.Obsolete }, ct: stop);
            await client.DeleteLineItemAsync(instance, activationId, ct: stop);
        });
    }

    /// <summary>One item for maria, and what she was told: <c>granted, 10 tokens</c> or <c>1203 …</c>.</summary>
    public async Task<string> AskAsync(
        string instance, string? department, AccessOptions? options, params RequestedItem[] items)
    {
        var maria = new Requester("user", "maria")
        {
            Dictionary = department is null ? null : new() { ["department"] = department },
        };
        var access = await client.RequestOneOffAsync(instance, maria, items, options, ct);
        return string.Join("; ", access.RequestedItems.Select(item => $"{item.Item} {Told(item)}"));
    }

    private static string Told(ItemAccess item) => item.IsGranted ? $"granted, {item.TotalTokensCharged} tokens"
        : item.WouldBeGranted ? "would be granted"
        : $"{item.Status.Code} {item.Status.Description}";

    /// <summary>Also after Ctrl-C, and whatever step failed. What fails here is left, and said.</summary>
    public async Task CleanUpAsync()
    {
        foreach (var (what, undo) in _undo)
        {
            try
            {
                await undo(CancellationToken.None);
            }
            catch (ElasticAccessException e)
            {
                Left.Add($"{what}: {e.Message}");
            }
        }
    }
}
