namespace BlueSky.Functions.Tests.Settings;

/// <summary>Health information in email needs an agreement with SendGrid.</summary>
public sealed class AgreementTests
{
    [Fact]
    public void Fifty_staff_can_be_told_of_submissions_and_no_more()
    {
        Assert.Equal(50, SettingsSamples.With(("Mail:Staff", Staff(50))).Get<MailSettings>().Staff.Count);
        Assert.Equal(
            ["The setting Mail:Staff takes at most 50 email addresses."],
            SettingsSamples.ProblemsWith(("Mail:Staff", Staff(51))));

        static string Staff(int count) =>
            string.Join(',', Enumerable.Range(0, count).Select(i => $"staff{i}@example.org"));
    }

    // SendGrid's terms forbid health information, and its agreement is the clinic's to sign.
    [Theory]
    [InlineData("true", "blue-sky", null, false)]
    [InlineData("true", "blue-sky", "false", false)]
    [InlineData("true", "blue-sky", "true", true)]
    [InlineData("true", null, null, true)]
    [InlineData("false", "blue-sky", null, true)]
    public void In_Azure_details_in_email_need_a_signed_agreement(
        string details, string? siteInAzure, string? agreement, bool isAllowed)
    {
        (string, string?)[] settings =
        [
            ("Notifications:IncludeDetails", details), ("WEBSITE_SITE_NAME", siteInAzure),
            ("Notifications:AgreementSigned", agreement),
        ];

        if (isAllowed)
        {
            Assert.Equal(details == "true", SettingsSamples.With(settings).Get<NotificationSettings>().IncludeDetails);
        }
        else
        {
            Assert.Equal(
                [
                    "The setting Notifications:IncludeDetails puts health information into email, which SendGrid's "
                    + "terms forbid: it needs Notifications:AgreementSigned=true, once there is a signed agreement.",
                ],
                SettingsSamples.ProblemsWith(settings));
        }
    }
}
