using System.Text.Json;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Submissions;

public sealed class SubmissionMessageTests
{
    private static readonly SubmissionKey Key = new(new DateOnly(2026, 1, 8), "BSK-7F3K-9Q2M");

    [Fact]
    public void A_message_holds_keys_and_nothing_else()
    {
        Assert.Equal(
            """{"partition":"2026-01-08","id":"BSK-7F3K-9Q2M"}""", SubmissionMessage.For(Key).ToJson());
        Assert.Equal(
            """{"partition":"2026-01-08","id":"BSK-7F3K-9Q2M","mail":"BSK-7F3K-9Q2M.staff-notice.2"}""",
            SubmissionMessage.For(Key, "BSK-7F3K-9Q2M.staff-notice.2").ToJson());
    }

    [Fact]
    public void A_message_reads_back_as_it_was()
    {
        var all = SubmissionMessage.Parse("""{"partition":"2026-01-08","id":"BSK-7F3K-9Q2M"}""");
        var one = SubmissionMessage.Parse("""{"partition":"2026-01-08","id":"BSK-7F3K-9Q2M","mail":"m"}""");

        Assert.Equal(Key, all.Key);
        Assert.Null(all.Mail);
        Assert.Equal("m", one.Mail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("hello")]
    [InlineData("""{"partition":"2026-01-08"}""")]
    [InlineData("""{"id":"BSK-7F3K-9Q2M"}""")]
    [InlineData("""{"partition":null,"id":"BSK-7F3K-9Q2M"}""")]
    [InlineData("""{"partition":"2026-01-08","id":7}""")]
    [InlineData("""{"partition":"2026-01-08","id":"BSK-7F3K-9Q2M" """)]
    public void A_malformed_message_is_no_message(string json)
    {
        Assert.ThrowsAny<JsonException>(() => SubmissionMessage.Parse(json));
        Assert.Null(SubmissionMessage.TryParse(json));
    }

    [Theory]
    [InlineData("""{"partition":"yesterday","id":"BSK-7F3K-9Q2M"}""")]
    [InlineData("""{"partition":"2026-13-08","id":"BSK-7F3K-9Q2M"}""")]
    [InlineData("""{"partition":"2026-01-08","id":"../Mails"}""")]
    [InlineData("""{"partition":"2026-01-08","id":""}""")]
    [InlineData("""{"partition":"2026-01-08","id":"bsk-7f3k-9q2m"}""")]
    public void Keys_that_no_submission_has_are_no_message(string json) =>
        Assert.Null(SubmissionMessage.TryParse(json));

    [Fact]
    public void What_was_written_is_read() =>
        Assert.Equal(Key, SubmissionMessage.TryParse(SubmissionMessage.For(Key).ToJson())!.Key);
}
