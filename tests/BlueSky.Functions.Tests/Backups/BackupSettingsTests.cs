using BlueSky.Functions.Backups;
using BlueSky.Functions.Tests.Settings;

namespace BlueSky.Functions.Tests.Backups;

public sealed class BackupSettingsTests
{
    [Fact]
    public void Without_a_setting_there_is_no_backup() =>
        Assert.False(SettingsSamples.With().Get<BackupSettings>().IsOn);

    [Fact]
    public void An_account_is_named_with_the_identity_that_writes_there()
    {
        var settings = SettingsSamples.With(("Backup:AccountName", "bkclinic1"), ("Backup:ClientId", "7f1c"))
            .Get<BackupSettings>();

        Assert.Equal(new BackupSettings(ConnectionString: null, "bkclinic1", "7f1c"), settings);
        Assert.True(settings.IsOn);
    }

    [Fact]
    public void A_connection_string_does_instead_of_an_account() => Assert.True(
        SettingsSamples.With(("Backup:ConnectionString", "UseDevelopmentStorage=true")).Get<BackupSettings>().IsOn);

    private const string NotAConnectionString = "must be a storage connection string with blobs.";
    private const string NotAnAccount = "must be 3 to 24 lower-case letters and digits.";

    [Theory]
    [InlineData("Backup:ConnectionString", "garbage", NotAConnectionString)]
    [InlineData("Backup:ConnectionString", "AccountName=a;AccountKey=!", NotAConnectionString)]
    [InlineData("Backup:AccountName", "https://bk.blob.core.windows.net", NotAnAccount)]
    [InlineData("Backup:AccountName", "BK", NotAnAccount)]
    public void A_malformed_one_is_named(string name, string value, string problem) =>
        Assert.Equal([$"The setting {name} {problem}"], SettingsSamples.ProblemsWith((name, value)));

    [Fact]
    public void Both_are_one_too_many() => Assert.Equal(
        ["The setting Backup:AccountName must not be given beside Backup:ConnectionString."],
        SettingsSamples.ProblemsWith(
            ("Backup:ConnectionString", "UseDevelopmentStorage=true"), ("Backup:AccountName", "bkclinic1")));
}
