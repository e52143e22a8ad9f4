using BlueSky.LocalHost.Settings;
using Microsoft.Extensions.Configuration;

namespace BlueSky.LocalHost.Tests.Settings;

public sealed class FirstStaffTests
{
    [Theory]
    [InlineData("Mail:Staff", "desk@clinic.example,nurse@clinic.example", "desk@clinic.example")]
    [InlineData("Mail:Staff:0", "desk@clinic.example", "desk@clinic.example")]
    [InlineData("Staff:People", "Rosa Diaz <rosa@clinic.example>, ana@clinic.example", "rosa@clinic.example")]
    [InlineData("Staff:People:0", "rosa@clinic.example", "rosa@clinic.example")]
    public void The_first_address_that_may_sign_in_is_found_as_the_app_finds_it(
        string setting, string value, string expected) =>
        Assert.Equal(expected, FirstStaff.In(Settings(("Mail:Staff:1", "other@clinic.example"), (setting, value))));

    private static IConfigurationRoot Settings(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.ToDictionary(one => one.Name, one => (string?)one.Value))
            .Build();
}
