using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost.Tests.Settings;

public sealed class OutsideSettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        Write("""{ "Values": { "LhTest__A": "file", "LhTest__B": "file", "LhTest__C": "file" } }""");
        Environment.SetEnvironmentVariable("LhTest__B", "environment");
        Environment.SetEnvironmentVariable("LhTest__C", "environment");
        try
        {
            var settings = OutsideSettings.Read(["--LhTest:C=command line"], folder.FullName);

            Assert.Equal("file", settings["LhTest:A"]);
            Assert.Equal("environment", settings["LhTest:B"]);
            Assert.Equal("command line", settings["LhTest:C"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("LhTest__B", null);
            Environment.SetEnvironmentVariable("LhTest__C", null);
        }
    }

    [Fact]
    public void The_file_is_found_from_a_folder_below_it()
    {
        Write("""{ "Values": { "LhTest__D": "file" } } // comments are fine""");
        var below = folder.CreateSubdirectory("src").CreateSubdirectory("deep");

        Assert.Equal("file", OutsideSettings.Read([], below.FullName)["LhTest:D"]);
    }

    [Theory]
    [InlineData("--wait-for-debugger", true)]
    [InlineData("--wait-for-debugger=true", true)]
    [InlineData("--wait-for-debugger=false", false)]
    [InlineData("--events=false", false)]
    public void A_debugger_is_waited_for_only_when_asked(string argument, bool waits) =>
        Assert.Equal(waits, OutsideSettings.WaitsForDebugger(OutsideSettings.Read([argument], folder.FullName)));

    [Theory]
    [InlineData("--demo=true", true)]
    [InlineData("--events=true", false)]
    public void Invented_requests_are_there_only_when_asked_for(string argument, bool fills) =>
        Assert.Equal(fills, OutsideSettings.FillsDemo(OutsideSettings.Read([argument], folder.FullName)));

    [Fact]
    public void A_flag_that_is_neither_true_nor_false_is_named()
    {
        var refusal = Assert.Throws<StartRefusedException>(() =>
            OutsideSettings.PostsEvents(OutsideSettings.Read(["--events=maybe"], folder.FullName)));

        Assert.Equal("--events is 'maybe': say true or false.", refusal.Message);
    }

    [Theory]
    [InlineData("{ \"Values\": ")]
    [InlineData("{ \"Values\": [] }")]
    public void A_malformed_file_is_refused_with_its_name(string json)
    {
        Write(json);

        var refusal = Assert.Throws<StartRefusedException>(() => OutsideSettings.Read([], folder.FullName));

        Assert.Contains("local.settings.json is not JSON", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Write(string json) => File.WriteAllText(Path.Combine(folder.FullName, "local.settings.json"), json);
}
