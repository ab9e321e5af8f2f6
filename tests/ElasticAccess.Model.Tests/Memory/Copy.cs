namespace ElasticAccess.Model.Tests.Memory;

/// <summary>Rows that nobody else holds: what a store has committed must not change under a reader's hands.</summary>
internal static class Copy
{
    private static readonly Func<object, object> Clone = typeof(object)
        .GetMethod(
            "MemberwiseClone",
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
        .CreateDelegate<Func<object, object>>();

    /// <summary>Members that are objects themselves are shared; the rows have none that change.</summary>
    public static T Of<T>(T row)
        where T : class => (T)Clone(row);
}
