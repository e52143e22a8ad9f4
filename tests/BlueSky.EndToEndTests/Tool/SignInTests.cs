using System.Runtime.Versioning;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Tool;

/// <summary>On storage without keys the tool is used by a person, signed in with Azure's command line.</summary>
[SupportedOSPlatform("linux")]
public sealed class SignInTests : IDisposable
{
    private readonly DataFolder folder = new();

    public void Dispose() => folder.Dispose();

    [LinuxFact]
    public async Task The_tool_is_used_by_whoever_has_signed_in_with_the_command_line_of_Azure()
    {
        Install("az", """
            echo '{"accessToken":"token","expires_on":4070908800,"expiresOn":"2099-01-01 00:00:00.000000"}'
            """);

        var used = await ShowAsync();

        Assert.Contains("https://storage.azure.com", await File.ReadAllTextAsync(Asked), StringComparison.Ordinal);
        // Nobody listens there: it went past the sign-in.
        Assert.Equal(1, used.ExitCode);
        Assert.Matches(@"\AStorage is unavailable: \S+\z", used.Sentences.Trim());
    }

    [LinuxFact]
    public async Task Who_may_not_sign_in_is_told_how_to()
    {
        Install("az", "echo 'AADSTS50020: this account is blocked' >&2; exit 1");

        var used = await ShowAsync();

        Assert.Equal(1, used.ExitCode);
        Assert.Equal("Azure does not let you in. Sign in with az login, or azd auth login.", used.Sentences.Trim());
    }

    private string Asked => Path.Combine(folder.Path, "asked");

    /// <summary>Stands in for a program, writes down what it is asked, and goes on with a script.</summary>
    private void Install(string program, string script)
    {
        var path = Path.Combine(folder.Path, program);
        File.WriteAllText(path, $"#!/bin/sh\necho \"$@\" >> {Asked}\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private Task<Used> ShowAsync() => OperatorTool.RunAsync(["show", "BSK-7F3K-9Q2M"], new Dictionary<string, string>
    {
        ["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}",
        // Nobody listens on port 1.
        ["AzureWebJobsStorage__tableServiceUri"] = "https://127.0.0.1:1/",
        ["AzureWebJobsStorage__queueServiceUri"] = "https://127.0.0.1:1/",
        ["Secrets__Keys"] = "k:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        ["Secrets__AddressKey"] = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    });
}
