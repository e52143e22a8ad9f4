using BlueSky.Functions.Settings;
using Microsoft.Extensions.Configuration;

namespace BlueSky.Functions.Tests.Settings;

public sealed class StaffSettingsTests
{
    [Fact]
    public void Without_a_setting_those_who_get_the_emails_sign_in_and_all_are_managers()
    {
        var (settings, problems) = Read(("Mail:Staff", "rosa@clinic.example, Rosa@clinic.example,joe@clinic.example"));

        Assert.Empty(problems);
        Assert.Equal(
            [new("rosa", "rosa@clinic.example"), new("joe", "joe@clinic.example")], settings.People);
        Assert.All(settings.People, person => Assert.True(settings.IsManager(person)));
        Assert.Equal(
            (StaffSignIn.Code, TimeSpan.FromHours(12), TimeSpan.FromDays(30), new TimeOnly(8, 0), 6, false),
            (settings.SignIn, settings.SessionFor, settings.RememberFor, settings.RemindAt, settings.CodesPerHour,
                settings.IsCheckedByPlatform));
    }

    [Fact]
    public void A_person_has_a_name_if_one_is_given()
    {
        var (settings, problems) = Read(
            ("Staff:People:0", "Rosa Diaz <rosa@clinic.example>"),
            ("Staff:People:1", "\"Lee, Joe\" <joe@clinic.example>"),
            ("Staff:People:2", "<ann@clinic.example>"), ("Staff:People:3", "bob@clinic.example"));

        Assert.Empty(problems);
        Assert.Equal(
            [
                new("Rosa Diaz", "rosa@clinic.example"), new("Lee, Joe", "joe@clinic.example"),
                new("ann", "ann@clinic.example"), new("bob", "bob@clinic.example"),
            ],
            settings.People);
        Assert.Equal("Rosa Diaz", settings.NameOf("rosa@clinic.example"));
        Assert.Equal("gone@clinic.example", settings.NameOf("gone@clinic.example"));
    }

    [Fact]
    public void Managers_are_those_who_are_named()
    {
        var (settings, problems) = Read(
            ("Staff:People", "rosa@clinic.example,joe@clinic.example"), ("Staff:Managers", "JOE@clinic.example"));

        Assert.Empty(problems);
        Assert.Equal([false, true], settings.People.Select(settings.IsManager));
    }

    [Theory]
    [InlineData(
        "Staff:People", "Rosa Diaz",
        "Staff:People must be email addresses, with names like Rosa Diaz <rosa@clinic.example>")]
    [InlineData(
        "Staff:Managers", "eve@example.org",
        "Staff:Managers must name people of Staff:People by their email addresses")]
    [InlineData("Staff:SignIn", "password", "Staff:SignIn must be one of code, platform")]
    [InlineData("Staff:SignIn", "platform", "Staff:TenantId is missing, and Staff:SignIn=platform needs it")]
    [InlineData("Staff:TenantId", "contoso", "Staff:TenantId must be the id of an Entra ID tenant")]
    [InlineData("Staff:SessionFor", "12", "Staff:SessionFor must be a time span like 00:10:00")]
    [InlineData("Staff:RemindAt", "8 o'clock", "Staff:RemindAt must be a time of day like 08:00")]
    public void A_mistake_is_said_with_the_settings_name(string name, string value, string sentence) =>
        Assert.Equal([$"The setting {sentence}."], Read(("Mail:Staff", "rosa@clinic.example"), (name, value)).Problems);

    [Fact]
    public void Nobody_is_remembered_when_the_time_for_it_is_zero() =>
        Assert.Null(Read(("Staff:RememberFor", "0")).Settings.RememberFor);

    private static (StaffSettings Settings, IReadOnlyList<string> Problems) Read(
        params (string Name, string Value)[] values)
    {
        var reader = new SettingsReader(
            new ConfigurationBuilder().AddInMemoryCollection(
                values.Select(value => KeyValuePair.Create(value.Name, (string?)value.Value))).Build(),
            forms: []);
        return (StaffSettings.Read(reader), reader.Problems);
    }
}
