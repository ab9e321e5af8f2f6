using Microsoft.AspNetCore.Components;

namespace ElasticAccess.Console.Components.Own;

/// <summary>A page of one instance that the client key names; the API says why there is none of another one.</summary>
public abstract class OwnInstancePage : ConsolePage
{
    [Parameter]
    public Guid InstanceId { get; set; }

    /// <summary>Of <see cref="Instance.Id"/>; null where the key does not name it.</summary>
    public Instance? Own { get; private set; }

    /// <summary>The path of the pages of this instance.</summary>
    public string Root => $"/console/mine/{Id}";

    protected string Id => InstanceId.ToString();

    protected abstract Task ReadAsync();

    protected sealed override async Task LoadAsync()
    {
        Own = (await Api.GetCallerAsync(Gone)).Instances.FirstOrDefault(mine => mine.Id == Id);
        if (Own is null)
        {
            await Api.ListLineItemsAsync(Id, Gone);
        }

        await ReadAsync();
    }

    /// <summary>The form does as the address of the page says, which names a line item or an action.</summary>
    protected string Here(string path, params (string Name, string Value)[] query) =>
        $"{Root}{path}?{string.Join('&', query.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"))}";
}
