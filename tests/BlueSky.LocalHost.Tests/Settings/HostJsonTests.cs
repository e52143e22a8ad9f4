using System.Text.Json;
using BlueSky.LocalHost.Settings;
using BlueSky.LocalHost.Worker;
using Microsoft.Extensions.Configuration;

namespace BlueSky.LocalHost.Tests.Settings;

public sealed class HostJsonTests
{
    private static readonly IConfigurationRoot Nothing = new ConfigurationBuilder().Build();

    [Fact]
    public void LocalHost_follows_the_apps_own_file_whose_values_the_architecture_page_explains() =>
        Assert.Equal(
            new HostJson("", new QueueSettings(
                BatchSize: 8,
                NewBatchThreshold: 4,
                MaxDequeueCount: 5,
                VisibilityTimeout: TimeSpan.FromSeconds(30),
                MaxPollingInterval: TimeSpan.FromSeconds(2))),
            HostJson.Read(WorkerFolder.Find(null).HostJson, Nothing));

    [Fact]
    public void Messages_are_base64_as_the_app_writes_them()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(WorkerFolder.Find(null).HostJson));

        Assert.Equal("base64", json.RootElement.GetProperty("extensions").GetProperty("queues")
            .GetProperty("messageEncoding").GetString());
    }

    [Fact]
    public void A_setting_wins_over_the_file()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureFunctionsJobHost:extensions:queues:maxDequeueCount"] = "2",
        }).Build();

        var queues = HostJson.Read(WorkerFolder.Find(null).HostJson, settings).Queues;

        Assert.Equal((8, 2), (queues.BatchSize, queues.MaxDequeueCount));
    }

    [Fact]
    public void Without_a_file_the_real_hosts_defaults_count() =>
        Assert.Equal(
            new HostJson("api", new QueueSettings(16, 8, 5, TimeSpan.Zero, null)),
            HostJson.Read(Path.Combine(AppContext.BaseDirectory, "no-such-host.json"), Nothing));
}
