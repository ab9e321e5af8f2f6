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
public abstract partial class ConsolePage : ComponentBase
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

    protected Visitor Visitor { get; private set; } = null!;

    protected ElasticAccessClient Api { get; private set; } = null!;

    protected Clock Clock { get; private set; } = null!;

    protected CancellationToken Gone => Context.RequestAborted;

    /// <summary>As the service's clock says, which stands still in a sandbox.</summary>
    protected DateTimeOffset Now => Time.GetUtcNow();

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
