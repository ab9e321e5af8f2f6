using ElasticAccess.Chaos;

if (Options.Parse(args) is not { } options)
{
    Console.WriteLine(Options.Usage);
    return 2;
}

return await Run.GoAsync(options);
