using System.Text.Json;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Tool;

/// <summary>Doctor as a process of its own, against LocalHost and in azd's hook.</summary>
[Collection(nameof(DefaultsHost))]
public sealed class DoctorTests(DefaultsHost defaults) : IDisposable
{
    private const string Key = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    private static readonly IReadOnlyDictionary<string, string> AzdVariables = new Dictionary<string, string>
    {
        ["ALERT_EMAIL"] = "ops@clinic.example",
        ["MONTHLY_BUDGET"] = "0",
        ["MAIL_FROM"] = "forms@clinic.example",
        ["MAIL_FROM_NAME"] = "Blue \"Sky\" \\ Ketamine",
        ["MAIL_STAFF"] = "frontdesk@clinic.example",
        ["CLINIC_NAME"] = "Blue Sky Ketamine",
        ["CLINIC_PHONE"] = "505-336-0217",
        ["CLINIC_POSTAL_ADDRESS"] = "1 Main Street\nAlbuquerque",
        ["CLINIC_TIME_ZONE"] = "America/Denver",
        ["SENDGRID_API_KEY"] = "SG.key",
        ["SECRETS_KEYS"] = $"k1:{Key}",
        ["SECRETS_ADDRESS_KEY"] = Key,
    };

    private readonly LocalHost host = defaults.Host;
    private readonly DataFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Nothing_is_wrong_with_LocalHost_and_no_secret_of_it_is_printed()
    {
        await HasARecipientAsync();

        var used = await host.UseAsync("doctor");

        Assert.Equal((0, ""), (used.ExitCode, used.Sentences));
        Assert.All(Lines(used)[..^1], line => Assert.StartsWith("ok           ", line));
        Assert.EndsWith(" ok, 0 wrong, 0 not checked.", used.Output.TrimEnd());
        string[] expected =
        [
            "ok           sender: SendGrid has authenticated clinic.example, the domain of Mail:From",
            $"ok           event webhook: posts all events to {host.Address}api/webhooks/sendgrid, signed with a known "
                + "key",
            "ok           links: Clinic:Website, Subscriptions:Resources:0:Url, Subscriptions:Resources:1:Url, "
                + "Subscriptions:Resources:2:Url can be opened",
        ];
        Assert.All(expected, line => Assert.Contains(line, Lines(used)));
        Assert.Contains(Lines(used), line => line.StartsWith(
            $"ok           app: {host.Address}api/health answers, build ", StringComparison.Ordinal));
        var settings = await File.ReadAllTextAsync(host.SettingsFile);
        Assert.All(
            ["SG.local-stand-in", "AccountKey", .. Secrets(settings)],
            secret => Assert.DoesNotContain(secret, used.Output, StringComparison.Ordinal));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Another_address_key_an_old_build_and_a_key_that_may_only_send_are_noticed()
    {
        await HasARecipientAsync();

        var used = await OperatorTool.RunAsync(
            ["doctor", "--version", "0123456789", "--settings", host.SettingsFile],
            new Dictionary<string, string> { ["Secrets__AddressKey"] = Key, ["SendGrid__ApiKey"] = "SG.send-only" });

        Assert.Equal(1, used.ExitCode);
        Assert.Contains(Lines(used), line => line.StartsWith(
            "WRONG        address key: ", StringComparison.Ordinal));
        Assert.Contains(Lines(used), line => line.StartsWith("WRONG        app: ", StringComparison.Ordinal)
            && line.EndsWith(", not 0123456789. Deploy again: azd deploy", StringComparison.Ordinal));
        Assert.Contains("ok           SendGrid: the key may send email", Lines(used));
        Assert.EndsWith(" ok, 2 wrong, 2 not checked.", used.Output.TrimEnd());

        var withOther = await OperatorTool.RunAsync(
            ["doctor", "--sendgrid-key", "SG.reads", "--settings", host.SettingsFile],
            new Dictionary<string, string> { ["SendGrid__ApiKey"] = "SG.send-only" });
        Assert.EndsWith(" ok, 0 wrong, 0 not checked.", withOther.Output.TrimEnd());
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task In_azds_hook_only_the_variables_are_checked()
    {
        var good = await OperatorTool.RunAsync(["doctor", "--azd"], AzdVariables);
        // The deployment would not get a setting by the app's own name.
        var bad = await OperatorTool.RunAsync(
            ["doctor", "--azd"],
            new Dictionary<string, string>(AzdVariables)
            {
                ["MAIL_FROM"] = "", ["Mail__From"] = "forms@clinic.example",
            });

        Assert.Equal((0, 1), (good.ExitCode, bad.ExitCode));
        Assert.EndsWith("5 ok, 0 wrong, 1 not checked.", good.Output.TrimEnd());
        Assert.Equal(
            ["WRONG        MAIL_FROM is missing. Set it: azd env set MAIL_FROM \"…\""],
            Lines(bad).Where(line => line.StartsWith("WRONG", StringComparison.Ordinal)));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task What_azd_printed_into_a_file_is_checked_too()
    {
        var file = Path.Combine(folder.Path, "values");
        await File.WriteAllLinesAsync(file, AzdVariables.Select(one => $"{one.Key}=\"{Escaped(one.Value)}\""));

        var used = await OperatorTool.RunAsync(
            ["doctor", "--before", "--azd-values", file],
            new Dictionary<string, string> { ["SendGrid__Host"] = $"{host.Address}_local/sendgrid" });
        var missing = await OperatorTool.RunAsync("doctor", "--azd-values", Path.Combine(folder.Path, "none"));

        Assert.Equal(0, used.ExitCode);
        Assert.EndsWith("7 ok, 0 wrong, 1 not checked.", used.Output.TrimEnd());
        Assert.Equal((1, ""), (missing.ExitCode, missing.Output));
        Assert.StartsWith("There is no file ", missing.Sentences);

        static string Escaped(string value) => value
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
    }

    private static string[] Lines(Used used) => used.Output.TrimEnd().Split('\n');

    private static IEnumerable<string> Secrets(string settings)
    {
        using var json = JsonDocument.Parse(settings);
        return [.. json.RootElement.GetProperty("Values").EnumerateObject()
            .Where(one => one.Name.StartsWith("Secrets__", StringComparison.Ordinal))
            .Select(one => one.Value.GetString()!.Split(':')[^1])];
    }

    private async Task HasARecipientAsync()
    {
        var answer = await host.SendAsync(Post.Subscribe(Some.Address()));
        Assert.Equal(200, answer.Code);
        await host.SettledAsync(answer.Id);
    }
}
