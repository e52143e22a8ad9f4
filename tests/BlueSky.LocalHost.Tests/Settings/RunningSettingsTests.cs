using BlueSky.LocalHost.Settings;
using Microsoft.Extensions.Configuration;

namespace BlueSky.LocalHost.Tests.Settings;

public sealed class RunningSettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private string File => Path.Combine(folder.FullName, "local.settings.json");

    [Fact]
    public void The_apps_settings_can_be_read_back_and_the_rest_of_the_environment_is_not_there()
    {
        using var written = RunningSettings.Write(
            Settings(new()
            {
                ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
                ["Mail:Staff:0"] = "staff@clinic.example",
                ["Secrets:AddressKey"] = "a+b/c=",
                ["Spam:BurstAt"] = "0",
                ["PATH"] = "/usr/bin",
                ["CLOUD_TOKEN"] = "somebody's",
            }),
            folder.FullName);

        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
                ["Mail:Staff:0"] = "staff@clinic.example",
                ["Secrets:AddressKey"] = "a+b/c=",
                ["Spam:BurstAt"] = "0",
            },
            LocalSettingsFile.Read(File));
    }

    [Fact]
    public void Its_owner_alone_may_read_it_and_it_goes_when_the_run_ends()
    {
        System.IO.File.WriteAllText(File, "left by a killed run");

        using (RunningSettings.Write(Settings(new() { ["Secrets:AddressKey"] = "k" }), folder.FullName))
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }

        Assert.False(System.IO.File.Exists(File));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static IConfigurationRoot Settings(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();
}
