using System.Globalization;
using BlueSky.Benchmarks;
using BlueSky.Benchmarks.SortedStorage;
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
    case "storage":
        await using (var account = await StorageAccount.StartAsync(TimeProvider.System))
        {
            Console.WriteLine(account.Address.ConnectionString);
            await Console.In.ReadLineAsync();
        }

        return 0;
    case "accept":
        await new AcceptBenchmark(
            options.GetValue("posts", 500), options.GetValue("rounds", 5),
            [.. (options["clients"] ?? "1,16,64").Split(',').Select(int.Parse)], options["only"]?.Split(','),
            options["storage"], options["packages"], TimeProvider.System, Console.Out).RunAsync();
        return 0;
    case "parts":
        return PostParts.Run(args[1..]) ? 0 : 1;
    case "grow":
        var sizes = (options["submissions"] ?? "1000,100000,1000000").Split(',')
            .Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
        await new GrowBenchmark(sizes, TimeProvider.System, Console.Out).RunAsync();
        return 0;
    case "throttle":
        return await new ThrottleBenchmark(
            options.GetValue("rate", 40.0), TimeSpan.FromSeconds(options.GetValue("seconds", 30)),
            options.GetValue("entities", 200.0), TimeSpan.FromMilliseconds(options.GetValue("latency", 0)),
            TimeProvider.System, Console.Out).RunAsync() ? 0 : 1;
    case "soak":
        return await new SoakBenchmark(
            TimeSpan.FromMinutes(options.GetValue("minutes", 30.0)), options.GetValue("rate", 2.0),
            options.GetValue("kills", 5), TimeSpan.FromSeconds(options.GetValue("every", 10.0)),
            TimeProvider.System, Console.Out).RunAsync() ? 0 : 1;
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
            options.GetValue("submissions", 300), options.GetValue("rounds", 5), options["packages"],
            TimeProvider.System, Console.Out).RunAsync();
        return 0;
    case "memory":
        await new MemoryBenchmark(
            options.GetValue("posts", 200_000), options.GetValue("early", 10_000), options.GetValue("clients", 16),
            Variant.Parse(options["variants"]), options["storage"], options["packages"], TimeProvider.System,
            Console.Out).RunAsync();
        return 0;
    case "news":
        return await new NewsBenchmark(
            options.GetValue("recipients", 10_000), options.GetValue("kills", 20), options.GetValue("faults", true),
            TimeProvider.System, Console.Out).RunAsync() ? 0 : 1;
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
            + "[--storage=<connection string>] [--packages=<folder>], parts [--filter=*Emails*], "
            + "grow [--submissions=1000,100000,1000000], "
            + "start [--rounds=9] [--variants=<name:DOTNET_X=1,-p:Y=false;...>] [--packages=<folder>], "
            + "finish [--submissions=300] [--rounds=5] [--packages=<folder>], "
            + "memory [--posts=200000] [--early=10000] [--clients=16] [--variants=...] [--packages=<folder>] "
            + "[--storage=<connection string>], throttle [--rate=40] [--seconds=30] [--entities=200] [--latency=0], "
            + "soak [--minutes=30] [--rate=2] [--kills=5] [--every=10], "
            + "backup [--submissions=100000] [--storage=<connection string>], storage, "
            + "news [--recipients=10000] [--kills=20] [--faults=true], "
            + "or outage [--minutes=1,3,6] [--mails=200] [--instances=1].");
        return 2;
}
