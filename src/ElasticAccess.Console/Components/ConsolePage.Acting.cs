using ElasticAccess.Console.Components.Shared;
using ElasticAccess.Console.Reaching;

namespace ElasticAccess.Console.Components;

/// <summary>What a form of the page does through the API, once, and why it did not.</summary>
public abstract partial class ConsolePage
{
    /// <summary>Why the form that was sent changed nothing.</summary>
    public ApiFault? FormFault { get; protected set; }

    /// <summary>
    /// For the call that a form makes: the same form sent twice, by a second click or a reload, has one effect.
    /// </summary>
    protected RequestOptions Once =>
        Posted("once") is { Length: 36 } key ? RequestOptions.Keyed(key) : new RequestOptions();

    /// <summary>How long what a form asks for may take.</summary>
    protected virtual TimeSpan Patience => ServiceDoor.Patience;

    /// <summary>Does what a form asks for, then leads to a page that says so and can be reloaded.</summary>
    /// <param name="done">One of <see cref="Notices"/>.</param>
    /// <param name="to">A path of the console; null: this page.</param>
    protected async Task SubmitAsync(Func<Task> act, string done, string? to = null)
    {
        if (await TryAsync(act))
        {
            var target = to ?? Context.Request.Path.ToUriComponent();
            Navigation.NavigateTo($"{target}{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done={done}");
        }
    }

    /// <summary>False when the API refused, which the form then says at the fields that it names.</summary>
    protected async Task<bool> TryAsync(Func<Task> act)
    {
        using var api = Door.Open(Visitor.Key, Patience);
        Api = api;
        try
        {
            await act();
            return true;
        }
        catch (ArgumentException fault) when (fault.ParamName == IdOfPath)
        {
            Refuse(ApiFault.NoSuchId);
            return false;
        }
        catch (ElasticAccessException fault)
        {
            Refuse(await JudgeAsync(fault));
            return false;
        }
    }

    /// <summary>Does it, unless what the form was made for has changed, which then is not overwritten.</summary>
    /// <param name="mark">Of what is there now; the form has sent that of what it was made for, as <c>seen</c>.</param>
    protected Task IfSeenAsync(string mark, Func<Task> act)
    {
        if (Posted("seen") == mark)
        {
            return act();
        }

        Refuse(ApiFault.Changed);
        return Task.CompletedTask;
    }

    protected void Refuse(ApiFault fault)
    {
        FormFault = fault;
        Context.AnswersWith((int?)fault.Status);
    }
}
