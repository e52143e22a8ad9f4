using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Mail;

public sealed class MailKeyTests
{
    [Theory]
    [InlineData("20260108.BSK-7F3K-9Q2M.staff-notice", "BSK-7F3K-9Q2M.staff-notice")]
    [InlineData("20260108.BSK-7F3K-9Q2M.staff-notice.12", "BSK-7F3K-9Q2M.staff-notice.12")]
    public void A_mail_id_says_where_the_row_is(string mailId, string rowKey)
    {
        var key = MailKey.TryParse(mailId);

        Assert.Equal(
            new MailKey(new SubmissionKey(new DateOnly(2026, 1, 8), "BSK-7F3K-9Q2M"), rowKey), key);
        Assert.Equal(mailId, key!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("20260108")]
    [InlineData("20260108.BSK-7F3K-9Q2M")]
    [InlineData("20260108..staff-notice")]
    [InlineData("20260132.BSK-7F3K-9Q2M.staff-notice")]
    [InlineData("2026-01-08.BSK-7F3K-9Q2M.staff-notice")]
    [InlineData("20260108.BSK-7F3K-9Q2M.staff-notice.1.2")]
    [InlineData("20260108.BSK/7F3K.staff-notice")]
    [InlineData("20260108.BSK'7F3K.staff-notice")]
    [InlineData("20260108.BSK-7F3K-9Q2M.ünused")]
    public void What_we_cannot_have_written_is_no_mail_id(string mailId) => Assert.Null(MailKey.TryParse(mailId));

    [Fact]
    public void A_mail_id_has_an_end() =>
        Assert.Null(MailKey.TryParse($"20260108.BSK-7F3K-9Q2M.{new string('x', 200)}"));
}
