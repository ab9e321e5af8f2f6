namespace ElasticAccess.Client.Models;

/// <summary>One page of a longer list (contract section 2).</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The entries of this page; their number is the service's choice.</param>
/// <param name="Next">The cursor to ask for the next page with; 0 when there is no more.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long Next)
{
    /// <summary>True when another page follows.</summary>
    public bool HasMore => Next != 0;
}
