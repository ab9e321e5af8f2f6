namespace ElasticAccess.Model.Tests.Reference;

/// <summary>Line items (contract 6), rate tables (5) and settings (11).</summary>
public static class Supply
{
    public static (Answer Answer, World World) Put(World world, PutLineItem put)
    {
        if (put.Instance > world.Instances)
        {
            return (Oracle.NotFound, world);
        }

        var known = world.Find(put.Instance, put.Activation);
        if (known is null && world.LineItems.Any(l => !l.IsDeleted && l.Activation == put.Activation))
        {
            return (Oracle.Conflict, world);
        }

        if (known is null)
        {
            return put.State == "DEPLOYED"
                ? (new(200, "used=0"), world with { LineItems = world.LineItems.Add(Describe(put, New(world, put))) })
                : (Oracle.Invalid, world);
        }

        // OBSOLETE is final; else all is replaced but what was used.
        return known.State == "OBSOLETE" && put.State != "OBSOLETE"
            ? (Oracle.Conflict, world)
            : (new(200, $"used={world.Used(known)}"), world.With(Describe(put, known)));
    }

    public static (Answer Answer, World World) Delete(World world, DeleteLineItem delete) =>
        world.Find(delete.Instance, delete.Activation) switch
        {
            null => (Oracle.NotFound, world),
            { State: "OBSOLETE" } known =>
                (Oracle.NoContent, world.With(known with { State = "DELETED", Rules = [], Limit = null })),
            _ => (Oracle.Conflict, world),
        };

    public static (Answer Answer, World World) Post(World world, PostTable post) =>
        Find(world, post.Series, post.Version) is null
            ? (new(201, ""), world with
            {
                Tables = world.Tables.Add(new(
                world.Tables.Length + 1, post.Series, post.Version, post.EffectiveFrom, post.Items, false))
            })
            : (Oracle.Conflict, world);

    public static (Answer Answer, World World) Delete(World world, DeleteTable delete, long now) =>
        Find(world, delete.Series, delete.Version) switch
        {
            null => (Oracle.NotFound, world),
            var table when table.EffectiveFrom <= now => (Oracle.Conflict, world),
            var table => (Oracle.NoContent, world with
            {
                Tables = world.Tables.SetItem(table.Number - 1, table with { IsDeleted = true }),
            }),
        };

    /// <summary>The period as minutes, so that <c>PT90M</c> is the one form used here.</summary>
    public static (Answer Answer, World World) Configure(World world, Configure change) => change.Name switch
    {
        "timezone.tolerant" => (new(200, ""), world with { IsTolerant = change.Value == "true" }),
        _ => (new(200, ""), world with
        {
            Period = 60_000L * int.Parse(change.Value.AsSpan(2, change.Value.Length - 3), null),
        }),
    };

    private static Table? Find(World world, string series, string version) =>
        world.Tables.FirstOrDefault(t => !t.IsDeleted && t.Series == series && t.Version == version);

    private static LineItem New(World world, PutLineItem put) =>
        new(world.LineItems.Length + 1, put.Instance, put.Activation, "", 0, 0, 0, false, "", null, [], null);

    private static LineItem Describe(PutLineItem put, LineItem known) => known with
    {
        State = put.State,
        Quantity = put.Quantity,
        Start = put.Start,
        End = put.End,
        IsElastic = put.Elastic == true,
        Series = put.Series ?? "",
        Overdraft = put.Overdraft,
    };
}
