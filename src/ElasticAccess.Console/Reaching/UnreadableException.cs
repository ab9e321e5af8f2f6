namespace ElasticAccess.Console.Reaching;

/// <summary>An address asks for something that cannot be read, and so not be asked of the API.</summary>
internal sealed class UnreadableException(ApiFault fault) : Exception
{
    public ApiFault Fault => fault;
}
