namespace ElasticAccess.Chaos.Net;

/// <summary>Where in one question and its answer a connection is cut.</summary>
internal enum Cut
{
    BeforeRequest,
    InRequest,

    /// <summary>The whole request goes on; the connection ends without waiting for the reply.</summary>
    AfterRequest,

    /// <summary>The reply has come back to the proxy: what it reports has happened, and nobody hears of it.</summary>
    BeforeReply,
    InReply,
}

/// <summary>How slow a connection is for one question and its answer.</summary>
internal enum Slowness
{
    None,
    Delayed,

    /// <summary>1 kB a second.</summary>
    Trickle,

    /// <summary>Nothing passes in one direction for some seconds.</summary>
    Stalled,

    /// <summary>Each byte by itself.</summary>
    Sliced,
}

/// <summary>What the proxy does to one question and its answer.</summary>
/// <param name="Cut">Null: it is not cut.</param>
/// <param name="WithReset">An RST; else a FIN.</param>
/// <param name="OfReply">The slowness is the reply's; else the request's.</param>
internal sealed record Turn(Cut? Cut, bool WithReset, Slowness Slowness, bool OfReply, TimeSpan Time)
{
    public static readonly Turn Plain = new(null, WithReset: false, Slowness.None, OfReply: false, TimeSpan.Zero);
}
