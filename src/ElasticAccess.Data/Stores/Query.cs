using System.Data.Common;
using System.Globalization;
using System.Text;
using ElasticAccess.Data.Usage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ElasticAccess.Data.Stores;

/// <summary>A text of SQL that is put together, with its parameters; the same for both stores.</summary>
internal sealed class Query
{
    private readonly StringBuilder text = new();
    private readonly List<object> values = [];

    public Query Add(string sql)
    {
        text.Append(sql).Append('\n');
        return this;
    }

    /// <summary>Each {0}, {1}, … becomes a parameter.</summary>
    public Query Add(string sql, params object[] parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            values.Add(parameters[i]);
            sql = sql.Replace(
                string.Create(CultureInfo.InvariantCulture, $"{{{i}}}"),
                string.Create(CultureInfo.InvariantCulture, $"${values.Count}"),
                StringComparison.Ordinal);
        }

        return Add(sql);
    }

    /// <summary>Of rows or ranges that a filter wants by their instances.</summary>
    public Query AddInstances(UsageFilter filter, string column)
    {
        if (filter.InstanceId is { } id)
        {
            Add($"and {column} = {{0}}", id);
        }

        if (filter.Instances is { } few)
        {
            _ = few.Count == 0 ? Add("and 1 = 0") : AddMany($"and {column} in (", few);
        }

        return filter.AccountId is { } account
            ? Add($"and {column} in (select instance_id from instance where account_id = {{0}})", account)
            : this;
    }

    public DbCommand ToCommand(AccessDb db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text.ToString();
        command.Transaction = (db.Database.CurrentTransaction as IInfrastructure<DbTransaction>)?.Instance;
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
            if (parameter is SqliteParameter named)
            {
                named.ParameterName = string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
            }
        }

        return command;
    }

    /// <summary>A list of parameters, behind a text that ends with the bracket before it.</summary>
    public Query AddMany<T>(string start, IEnumerable<T> many)
        where T : struct
    {
        text.Append(start);
        foreach (var (i, one) in many.Index())
        {
            values.Add(one);
            text.Append(i == 0 ? "$" : ", $").Append(values.Count);
        }

        text.Append(")\n");
        return this;
    }
}
