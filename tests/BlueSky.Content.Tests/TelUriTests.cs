namespace BlueSky.Content.Tests;

public sealed class TelUriTests
{
    [Theory]
    [InlineData("505-336-0217", "5053360217", "tel:+15053360217")]
    [InlineData("1-505-336-0217", "15053360217", "tel:+15053360217")]
    [InlineData("+49 30 1234567", "49301234567", "tel:+49301234567")]
    [InlineData(" (+49) 30 1234567", "49301234567", "tel:+49301234567")]
    [InlineData("0049 30 1234567", "0049301234567", "tel:+49301234567")]
    [InlineData("336-0217", "3360217", "tel:3360217")]
    [InlineData("911", "911", "tel:911")]
    public void A_number_of_ten_digits_is_one_of_North_America(string written, string digits, string link) =>
        Assert.Equal(link, TelUri.Of(written, digits));
}
