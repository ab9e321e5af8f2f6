using ElasticAccess.Console.Components.Shared;
using ElasticAccess.Console.Reaching;
using ElasticAccess.Console.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Components;

/// <summary>
/// A page: reads what it shows from the API with the key that is signed in. What the API refuses becomes
/// <see cref="Fault"/>, which <c>PageFrame</c> shows in place of the content; 401 leads to the page to sign in.
/// </summary>
public abstract class ConsolePage : ComponentBase
{
    // The client's name for what cannot be a part of a path: nothing, or dots.
    private const string IdOfPath = "id";

    private bool _isRead;

    [CascadingParameter]
    public HttpContext Context { get; set; } = null!;

    [Inject]
    internal ServiceDoor Door { get; set; } = null!;

    [Inject]
    public TimeProvider Time { get; set; } = null!;

    [Inject]
    public NavigationManager Navigation { get; set; } = null!;

    /// <summary>Why the page has nothing to show.</summary>
    public ApiFault? Fault { get; private set; }

    /// <summary>Why the form that was sent changed nothing.</summary>
    public ApiFault? FormFault { get; protected set; }

    protected Visitor Visitor { get; private set; } = null!;

    protected ElasticAccessClient Api { get; private set; } = null!;

    protected Clock Clock { get; private set; } = null!;

    protected CancellationToken Gone => Context.RequestAborted;

    /// <summary>
    /// For the call that a form makes: the same form sent twice, by a second click or a reload, has one effect.
    /// </summary>
    protected RequestOptions Once =>
        Posted("once") is { Length: 36 } key ? RequestOptions.Keyed(key) : new RequestOptions();

    /// <summary>As the service's clock says, which stands still in a sandbox.</summary>
    protected DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>How long what a form asks for may take.</summary>
    protected virtual TimeSpan Patience => ServiceDoor.Patience;

    /// <summary>Reads what the page shows, also before a form is handled.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>Nothing is rendered before it is read: a page has no state in between.</summary>
    public sealed override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!_isRead)
        {
            _isRead = true;
            await ReadAsync();
        }

        await base.SetParametersAsync(ParameterView.Empty);
    }

    private async Task ReadAsync()
    {
        Visitor = Visitor.Find(Context)!;
        Clock = Viewer.Clock(Context);
        using var api = Door.Open(Visitor.Key);
        Api = api;
        try
        {
            await LoadAsync();
        }
        catch (UnreadableException unreadable)
        {
            Fault = unreadable.Fault;
            Context.AnswersWith((int?)Fault.Status);
        }
        catch (ArgumentException fault) when (fault.ParamName == IdOfPath)
        {
            Fault = ApiFault.NoSuchId;
            Context.AnswersWith((int?)Fault.Status);
        }
        catch (ElasticAccessException fault)
        {
            // FaultForm leads on from a form that was sent: it has to be found before it can be answered.
            Fault = await JudgeAsync(fault, mayLeave: !HttpMethods.IsPost(Context.Request.Method));
            if (!Fault.IsEndOfKey)
            {
                Context.AnswersWith((int?)Fault.Status);
            }
        }
    }

    /// <summary>A value of the form that was sent; null when none was, or without that field.</summary>
    protected string? Posted(string name) =>
        Context.Request.HasFormContentType && Context.Request.Form.TryGetValue(name, out var value)
            ? value.ToString().Trim()
            : null;

    /// <summary>A time of the form that was sent; null where there is none.</summary>
    /// <returns>False where there is something else, which the form then says at the field.</returns>
    protected bool TryPosted(string name, out DateTimeOffset? time)
    {
        time = Clock.Read(Posted(name));
        var isOther = time is null && Posted(name) is { Length: > 0 };
        if (isOther)
        {
            Refuse(ApiFault.AtField($"$.{name}", Clock.Rule));
        }

        return !isOther;
    }

    /// <summary>A time of the address; null where there is none. Something else is the page's fault.</summary>
    protected DateTimeOffset? AskedTime(string name) =>
        Clock.Read(Asked(name)) is { } time ? time
        : Asked(name) is null ? null
        : throw new UnreadableException(ApiFault.AtField($"$.{name}", Clock.Rule));

    /// <summary>A value of the address; null when it is missing or empty.</summary>
    protected string? Asked(string name) =>
        Context.Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

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

    /// <summary>Does it, unless what the form was made for has changed: it is shown then, and not overwritten.</summary>
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

    private async Task<ApiFault> JudgeAsync(ElasticAccessException fault, bool mayLeave = true)
    {
        var judged = ApiFault.Of(fault);
        if (judged.IsEndOfKey)
        {
            await Context.SignOutAsync(ConsoleCookie.Scheme);
            if (mayLeave)
            {
                Navigation.NavigateTo($"{ConsoleCookie.SignInPath}?why={SignInFault.Ended}");
            }
        }

        return judged;
    }
}
