using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Components.Instances;

/// <summary>
/// A page of one instance, for the producer and for a license administrator whose key names it; the API says why there
/// is none of another one.
/// </summary>
public abstract class OneInstancePage : ConsolePage
{
    [Parameter]
    public Guid InstanceId { get; set; }

    /// <summary>Null where the key does not reach it.</summary>
    public Instance? Instance { get; private set; }

    public bool IsProducer => Visitor.IsProducer;

    /// <summary>The path of the pages of this instance, for who is signed in.</summary>
    public string Root => Of(Visitor.IsProducer);

    protected string Id => InstanceId.ToString();

    protected virtual Task ReadAsync() => Task.CompletedTask;

    protected sealed override async Task LoadAsync()
    {
        // A link that the other kind of key has sent.
        if (HttpMethods.IsGet(Context.Request.Method)
            && Context.Request.Path.StartsWithSegments(Of(!Visitor.IsProducer), out var rest))
        {
            Navigation.NavigateTo($"{Root}{rest}{Context.Request.QueryString}");
        }

        Instance = IsProducer
            ? await Api.GetInstanceAsync(Id, Gone)
            : (await Api.GetCallerAsync(Gone)).Instances.FirstOrDefault(mine => mine.Id == Id);
        if (Instance is null)
        {
            await Api.ListLineItemsAsync(Id, Gone);
        }

        await ReadAsync();
    }

    /// <summary>The form does as the address of the page says, which names a line item or an action.</summary>
    protected string Here(string path, params (string Name, string Value)[] query) =>
        $"{Root}{path}?{string.Join('&', query.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"))}";

    private string Of(bool isProducer) => $"/console/{(isProducer ? "instances" : "mine")}/{Id}";
}
