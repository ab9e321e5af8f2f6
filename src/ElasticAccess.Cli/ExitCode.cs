namespace ElasticAccess.Cli;

/// <summary>What a script can tell apart. README.md documents them; a number never changes its meaning.</summary>
internal enum ExitCode
{
    /// <summary>Done as asked.</summary>
    Ok = 0,

    /// <summary>A fault of this program.</summary>
    Unexpected = 1,

    /// <summary>The command line, a profile or a file is not as it must be; nothing was sent.</summary>
    Usage = 2,

    /// <summary>The service answered, and at least one item was not granted.</summary>
    Denied = 3,

    /// <summary>404, or a profile that does not exist.</summary>
    NotFound = 4,

    /// <summary>401, 403, or no credential at all.</summary>
    NotAuthorised = 5,

    /// <summary>429, 5xx, or no answer in time: try again later.</summary>
    Unavailable = 6,

    /// <summary>400, 413, 415, 422, or lines of an imported file that are wrong.</summary>
    Refused = 7,

    /// <summary>409: the state of what was to be changed does not allow it.</summary>
    Conflict = 8,

    /// <summary><c>verify</c> found a difference.</summary>
    Different = 9,

    /// <summary>Ctrl-C or SIGTERM.</summary>
    Interrupted = 130,
}
