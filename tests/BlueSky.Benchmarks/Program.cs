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
            options.GetValue("posts", 200), options.GetValue("clients", 16), TimeProvider.System, Console.Out)
            .RunAsync();
        return 0;
    case "start":
        await new StartBenchmark(options.GetValue("rounds", 9), TimeProvider.System, Console.Out).RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "Say what to measure: sweep [--rows=1000000] [--open=20] [--storage=sorted|azurite], "
            + "accept [--posts=200] [--clients=16], or start [--rounds=9].");
        return 2;
}
