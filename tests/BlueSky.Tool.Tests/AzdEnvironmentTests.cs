using BlueSky.Tool.Doctor;

namespace BlueSky.Tool.Tests;

public sealed class AzdEnvironmentTests
{
    [Fact]
    public void What_azd_prints_is_read_back_with_all_its_escapes()
    {
        var azd = AzdEnvironment.Parse(
            """"
            AZURE_KEY_VAULT_NAME="kv-1"
            CLINIC_NAME="The \"Blue\" Sky \\new\! \$5 \`x\`"
            CLINIC_POSTAL_ADDRESS="1 Main Street\r\nAlbuquerque"
            MONTHLY_BUDGET=25
            SITE_BASE_URL=""

            # a comment
            """");

        Assert.True(azd.HasVault);
        Assert.Equal("The \"Blue\" Sky \\new! $5 `x`", azd["CLINIC_NAME"]);
        Assert.Equal("1 Main Street\r\nAlbuquerque", azd["CLINIC_POSTAL_ADDRESS"]);
        Assert.Equal("25", azd["MONTHLY_BUDGET"]);
        Assert.Equal("", azd["SITE_BASE_URL"]);
        Assert.Equal("", azd["MAIL_FROM"]);
    }

    [Theory]
    [InlineData("MAIL_FROM")]
    [InlineData("=x")]
    [InlineData("MAIL_FROM=\"SG.secret")]
    [InlineData("MAIL_FROM=\"SG.secret\\")]
    [InlineData("MAIL_FROM=\"SG.secret\" x")]
    public void A_malformed_line_is_named_by_its_number_alone(string line) =>
        Assert.Equal(
            "Line 2 is not like NAME=\"value\", as azd env get-values prints it.",
            Assert.Throws<InvalidDataException>(() => AzdEnvironment.Parse($"A=\"b\"\n{line}\n")).Message);

    [Theory]
    [InlineData("Mail:FromName", "MAIL_FROM_NAME")]
    [InlineData("SendGrid:EventWebhookPublicKeys", "SENDGRID_EVENT_WEBHOOK_PUBLIC_KEYS")]
    [InlineData("Clinic:Doctor:es", "CLINIC_DOCTOR_ES")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    public void A_setting_has_its_variable_by_one_rule(string setting, string variable) =>
        Assert.Equal(variable, AzdVariable.Of(setting));
}
