using System.Net;
using System.Net.Sockets;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Start;

/// <summary>What keeps LocalHost from starting is said in one sentence, and it ends with an error.</summary>
[Collection(nameof(DefaultsHost))]
public sealed class RefusedStartTests(DefaultsHost defaults)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("Mail:From", "not-an-address")]
    [InlineData("Mail:Staff", "nobody")]
    [InlineData("Site:BaseUrl", "clinic.example")]
    [InlineData("Site:AllowedOrigins", "https://www.clinic.example/path")]
    [InlineData("Clinic:TimeZone", "Mars/Olympus")]
    [InlineData("Secrets:AddressKey", "short")]
    [InlineData("Limits:PostsPerMinute", "many")]
    [InlineData("SendGrid:ApiKey", "")]
    public async Task A_malformed_setting_is_named(string setting, string value)
    {
        var said = await RefusedAsync(new Dictionary<string, string> { [setting] = value });

        Assert.Contains(setting, said, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_port_that_is_taken_is_named()
    {
        var taken = defaults.Host.Address.Port;

        var said = await RefusedAsync(new Dictionary<string, string> { ["urls"] = $"http://127.0.0.1:{taken}" });

        Assert.Contains($"{taken}", said, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Storage_that_does_not_answer_is_named()
    {
        var nobody = FreePort();
        var account = $"http://127.0.0.1:{nobody}/devstoreaccount1";
        var storage = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;"
            + $"TableEndpoint={account};QueueEndpoint={account};";

        var said = await RefusedAsync(new Dictionary<string, string> { ["AzureWebJobsStorage"] = storage });

        Assert.Contains("storage", said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("a2V5", said, StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(IReadOnlyDictionary<string, string> settings)
    {
        using var data = new DataFolder();
        await using var process = LocalHostProgram.Start(data, settings);

        await process.WaitForExitAsync(Soon);

        Assert.NotEqual(0, process.ExitCode);
        Assert.DoesNotContain(process.Lines, line => line.StartsWith("Ready", StringComparison.Ordinal));
        Assert.DoesNotContain(process.Lines, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        return process.Output;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
