using ElasticAccess.Benchmarks;
using ElasticAccess.Benchmarks.Load;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.Benchmarks.Rows;

// The load comes from a process of its own, started by the benchmark: see HttpLoad.
if (args is ["load"])
{
    await HttpLoad.ServeAsync(Console.In, Console.Out);
    return 0;
}

if (Options.Parse(args) is not { } options)
{
    Console.WriteLine(Options.Usage);
    return 2;
}

var rows = Row.All.Where(row => options.Wants(row.Name)).ToArray();
if (rows.Length == 0)
{
    var names = string.Join(", ", Row.All.Select(row => row.Name));
    Console.WriteLine($"No row is called {options.RowName}. There are: {names}.");
    return 2;
}

Console.WriteLine(await Machine.DescribeAsync());
var report = new Report();
foreach (var row in rows)
{
    report.Begin(row.Name, row.Title);
    await row.RunAsync(options, report);
    report.Print();
}

return report.Failures == 0 ? 0 : 1;
