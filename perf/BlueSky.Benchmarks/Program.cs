using System.Globalization;
using BlueSky.Benchmarks;
using Microsoft.Extensions.Configuration;

var options = new ConfigurationBuilder().AddCommandLine(args.Skip(1).ToArray()).Build();
switch (args.FirstOrDefault())
{
    case "sweep":
        var onAzurite = string.Equals(options["storage"], "azurite", StringComparison.OrdinalIgnoreCase);
        await new SweepBenchmark(
            options.GetValue("rows", 1_000_000), options.GetValue("open", 20), onAzurite, TimeProvider.System,
            Console.Out).RunAsync();
        return 0;
    case "accept":
        await new AcceptBenchmark(
            options.GetValue("posts", 500), options.GetValue("rounds", 5),
            [.. (options["clients"] ?? "1,16,64").Split(',').Select(int.Parse)], options["only"]?.Split(','),
            options["packages"], TimeProvider.System, Console.Out).RunAsync();
        return 0;
    case "desk":
        await new DeskBenchmark(
            options.GetValue("few", 1_000), options.GetValue("many", 100_000), TimeProvider.System, Console.Out)
            .RunAsync();
        return 0;
    case "backup":
        return await new BackupBenchmark(
            options.GetValue("submissions", 100_000), options["storage"], TimeProvider.System, Console.Out)
            .RunAsync() ? 0 : 1;
    case "start":
        await new StartBenchmark(
            options.GetValue("rounds", 9), Variant.Parse(options["variants"]), options["packages"],
            TimeProvider.System, Console.Out).RunAsync();
        return 0;
    case "finish":
        await new FinishBenchmark(
            options.GetValue("submissions", 300), options.GetValue("rounds", 5), options.GetValue("calls", 11.5),
            options["packages"], TimeProvider.System, Console.Out).RunAsync();
        return 0;
    case "memory":
        await new MemoryBenchmark(
            options.GetValue("posts", 200_000), options.GetValue("early", 10_000), options.GetValue("clients", 16),
            Variant.Parse(options["variants"]), options["storage"], options["packages"], TimeProvider.System,
            Console.Out).RunAsync();
        return 0;
    case "outage":
        var minutes = (options["minutes"] ?? "1,3,6").Split(',')
            .Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToList();
        await new OutageBenchmark(
            minutes, options.GetValue("mails", 200), options.GetValue("instances", 1), TimeProvider.System, Console.Out)
            .RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "Say what to measure: sweep [--rows=1000000] [--open=20] [--storage=sorted|azurite], "
            + "accept [--posts=500] [--rounds=5] [--clients=1,16,64] [--only=sdk,bare,app,tutorial,hanging,calls] "
            + "[--packages=<folder>], desk [--few=1000] [--many=100000], "
            + "start [--rounds=9] [--variants=<name:DOTNET_X=1,-p:Y=false;...>] [--packages=<folder>], "
            + "finish [--submissions=300] [--rounds=5] [--calls=11.5] [--packages=<folder>], "
            + "memory [--posts=200000] [--early=10000] [--clients=16] [--variants=...] [--packages=<folder>] "
            + "[--storage=<connection string>], backup [--submissions=100000] [--storage=<connection string>], "
            + "or outage [--minutes=1,3,6] [--mails=200] [--instances=1].");
        return 2;
}
