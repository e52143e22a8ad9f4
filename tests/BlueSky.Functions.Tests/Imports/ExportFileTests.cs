using System.Text;
using BlueSky.Functions.Imports;

namespace BlueSky.Functions.Tests.Imports;

/// <summary>Files as newsletter programs, form builders and spreadsheets export them.</summary>
public sealed class ExportFileTests
{
    private const string MailchimpColumns =
        "\"Email Address\",\"First Name\",\"Last Name\",Address,\"Phone Number\",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,"
        + "CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION";

    private const string MailchimpAda = "ada@example.org,Ada,Lovelace,,,2,";

    [Fact]
    public void Subscribers_of_Mailchimp_are_read_with_the_time_of_their_opt_in() => Assert.Equal(
        ["ada@example.org Confirmed 2019-03-16 14:40", "eve@example.org Confirmed 2020-02-03 04:06"],
        Reading.Lines(
            $"{MailchimpColumns},LAST_CHANGED,LEID,EUID,NOTES,TAGS\n"
            + $"{MailchimpAda}\"2019-03-16 14:40:47\",192.0.2.1,\"2019-03-16 14:41:00\",,,,,,,,,"
            + "\"2021-01-01 00:00:00\",123,0a1b2c,,\"\"\"VIP\"\",\"\"Blog\"\"\"\n"
            + "eve@example.org,,,,,2,,,\"2020-02-03 04:06:00\",192.0.2.2,,,,,,,,\"2021-01-01 00:00:00\",124,0a1b2d,,\n",
            "subscribed_email_audience_export_1a10653875.csv"));

    [Fact]
    public void Who_unsubscribed_at_Mailchimp_is_known_by_the_files_name_and_by_its_column()
    {
        const string text = $"{MailchimpColumns},UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,"
            + "UNSUB_REASON_OTHER,LEID,EUID,NOTES,TAGS\n"
            + $"{MailchimpAda}\"2019-03-16 14:40:47\",,,,,,,,,,,\"2022-05-01 10:00:00\",May news,1,,,123,0a1b2c,,\n";

        Assert.Equal(
            ["ada@example.org Unsubscribed 2022-05-01 10:00"],
            Reading.Lines(text, "unsubscribed_email_audience_export_1a10653875.csv"));
        Assert.Equal(["ada@example.org Unsubscribed 2022-05-01 10:00"], Reading.Lines(text, "renamed.csv"));
    }

    [Fact]
    public void Who_bounced_at_Mailchimp_is_known_by_the_files_name_and_by_its_column()
    {
        const string text = $"{MailchimpColumns},CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,LEID,EUID,NOTES,"
            + $"TAGS\n{MailchimpAda}\"2019-03-16 14:40:47\",,,,,,,,,,,\"2022-05-01 10:00:00\",May news,1,123,0a1b2c,,\n";

        Assert.Equal(
            ["ada@example.org Suppressed 2022-05-01 10:00"],
            Reading.Lines(text, "cleaned_email_audience_export_1a10653875.csv"));
        Assert.Equal(["ada@example.org Suppressed 2022-05-01 10:00"], Reading.Lines(text, "renamed.csv"));
    }

    [Theory]
    [InlineData("unsubscribed_segment_export.csv", "ada@example.org Unsubscribed")]
    [InlineData("Cleaned_segment_export.csv", "ada@example.org Suppressed")]
    [InlineData("nonsubscribed_segment_export.csv", "ada@example.org None")]
    [InlineData("subscribed_segment_export.csv", "ada@example.org Confirmed")]
    [InlineData("not_unsubscribed_.csv", "ada@example.org Confirmed")]
    public void A_files_name_says_what_its_lines_do_not(string fileName, string line) =>
        Assert.Equal([line], Reading.Lines("Email\nada@example.org", fileName));

    [Fact]
    public void Members_of_Ghost_who_get_no_email_are_unsubscribed() => Assert.Equal(
        ["ada@example.org Confirmed 2018-12-25 20:43", "eve@example.org Unsubscribed", "kim@example.org Unsubscribed 2022-01-02 03:04"],
        Reading.Lines(
            "id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,"
            + "labels,tiers\r\n"
            + "6,ada@example.org,Ada,\"Early,\r\nsupporter\",true,false,,2018-12-25T20:43:22.178Z,,free,\r\n"
            + "7,eve@example.org,Eve,,false,false,,2019-08-18T13:36:31.230Z,,,\r\n"
            + "8,kim@example.org,Kim,,true,false,,2019-08-18T13:36:31.230Z,2022-01-02T03:04:05.000Z,,\r\n"));

    [Fact]
    public void Submissions_of_a_form_at_Webflow_are_read() => Assert.Equal(
        ["ada@example.org Confirmed 2026-03-02 17:05", "eve@example.org Confirmed 2026-03-04 09:00"],
        Reading.Lines(
            "Name,Email 2,State,Checkbox,Date Submitted\n"
            + "Ada,Ada@Example.org,NM,true,2026-03-02T17:05:11.000Z\nEve,eve@example.org,suppressed,,3/4/2026 9:00 AM\n")
            .Select(line => line.Replace("Ada@", "ada@", StringComparison.Ordinal)));

    [Fact]
    public void Semicolons_of_a_European_Excel_in_windows_1252_are_read()
    {
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

        var file = Reading.Read("Straße;E-Mail\r\nMüllerstraße;ada@example.org\r\nCafé;keine\r\n", encoding: windows);

        Assert.Equal("ada@example.org", Assert.Single(file.Lines).Email);
        Assert.Equal([new UnreadableLine(3, "keine")], file.Unreadable);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tabs_of_Excels_Unicode_text_are_read_with_and_without_a_byte_order_mark(bool hasMark)
    {
        var file = Reading.Read(
            "Name\tEmail Address\r\nZoë\tzoe@example.org\r\nJosé\tJosé at example\r\n",
            encoding: new UnicodeEncoding(bigEndian: false, byteOrderMark: hasMark));

        Assert.Equal("zoe@example.org", Assert.Single(file.Lines).Email);
        Assert.Equal([new UnreadableLine(3, "José at example")], file.Unreadable);
    }

    [Fact]
    public void Big_endian_text_and_a_UTF_8_mark_are_read()
    {
        Assert.Single(Reading.Read("Email\nada@example.org", encoding: Encoding.BigEndianUnicode).Lines);
        Assert.Single(Reading.Read("Email\nada@example.org", encoding: new UTF8Encoding(true)).Lines);
        Assert.Single(Reading.Read("sep=;\r\nName;Email\r\nAda;ada@example.org\r\n").Lines);
    }

    [Fact]
    public void An_export_of_this_app_keeps_each_state_and_time() => Assert.Equal(
        [
            "'tis@example.org Confirmed 2026-01-02 16:00",
            "+news@example.org Confirmed 2026-01-02 16:00",
            "eve@example.org Unsubscribed 2026-03-01 16:00",
            "kim@example.org Suppressed 2026-04-01 15:00",
            "lee@example.org None 2026-01-02 16:00",
            "max@example.org Pending 2026-01-02 16:00",
        ],
        Reading.Lines(
            "\uFEFFEmail,State,Signed up,Confirmed,Unsubscribed,Suppressed,Reason,Consent text,Consent version,Page,"
            + "Source\r\n"
            + "'+news@example.org,confirmed,2026-01-02 09:00,2026-01-02 09:05,2025-01-01 09:00,,,\"Yes,\nplease\",1,,\r\n"
            + "'tis@example.org,confirmed,2026-01-02 09:00,,,,,Yes,1,,\r\n"
            + "max@example.org,pending,2026-01-02 09:00,,,,,Yes,1,,\r\n"
            + "eve@example.org,unsubscribed,2026-01-02 09:00,,2026-03-01 09:00,,,Yes,1,,\r\n"
            + "kim@example.org,suppressed,2026-01-02 09:00,,,2026-04-01 09:00,bounce,Yes,1,,\r\n"
            + "lee@example.org,none,2026-01-02 09:00,,,,,,,,\r\n"));

    [Fact]
    public void The_consent_of_an_export_of_this_app_is_kept_if_it_is_not_too_long() => Assert.Equal(
        [
            ("ada@example.org", new ImportedConsent("Yes,\nplease", "2", "https://www.clinic.example/")),
            ("eve@example.org", new ImportedConsent("Yes", "", null)), ("kim@example.org", null),
            ("lee@example.org", null),
        ],
        Reading.Read(
            "Email,State,Consent text,Consent version,Page\n"
            + "ada@example.org,confirmed,\"Yes,\nplease\",2,https://www.clinic.example/\n"
            + "eve@example.org,confirmed,Yes,,\nkim@example.org,confirmed,,1,\n"
            + $"lee@example.org,confirmed,{new string('y', 600)},1,\n").Lines
            .OrderBy(line => line.Email, StringComparer.Ordinal).Select(line => (line.Email, line.Consent)));

    [Fact]
    public void Another_files_columns_are_no_consent() => Assert.Null(Assert.Single(Reading.Read(
        "Email,Consent text,Page\nada@example.org,Yes,https://www.clinic.example/\n").Lines).Consent);

    [Fact]
    public void A_state_that_this_app_did_not_export_is_told()
    {
        var file = Reading.Read(
            "Email,State,Consent text\nada@example.org,confirmed,Yes\neve@example.org,perhaps,Yes\n");

        Assert.Equal("ada@example.org", Assert.Single(file.Lines).Email);
        Assert.Equal([new UnreadableLine(3, "eve@example.org")], file.Unreadable);
    }

    [Theory]
    [InlineData("ada@example.org\neve@example.org\n", 2)]
    [InlineData("Ada Lovelace;ada@example.org;505-555-0142\nEve;eve@example.org;\n", 2)]
    [InlineData("Name,Contact\nAda,ada@example.org\nEve,eve@example.org", 2)]
    [InlineData("\"Lovelace, Ada <ada@example.org>\"\n", 1)]
    public void A_file_without_a_name_for_its_addresses_is_read(string text, int addresses) =>
        Assert.Equal(addresses, Reading.Read(text).Lines.Count);

    [Theory]
    [InlineData("subscribed", "Confirmed")]
    [InlineData("Opted out", "Unsubscribed")]
    [InlineData("Hard-bounced", "Suppressed")]
    [InlineData("unconfirmed", "Pending")]
    [InlineData("gold", "Confirmed")]
    public void A_status_is_understood(string status, string state) =>
        Assert.Equal([$"ada@example.org {state}"], Reading.Lines($"Email,Status\nada@example.org,{status}\n"));
}
