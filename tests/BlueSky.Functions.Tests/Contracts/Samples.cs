using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>What is stored in these tests, with no more than it must have.</summary>
internal static class Samples
{
    public static readonly DateOnly Day = new(2026, 1, 8);

    public static readonly SubmissionKey Key = new(Day, "BSK-2345-6789");

    public static Submission Submission(string id = "BSK-2345-6789", string receivedAt = "2026-01-08T19:42:07Z") =>
        new()
        {
            Id = id,
            Hash = "the whole hash",
            Kind = "subscribe",
            State = SubmissionState.Received,
            ReceivedAt = DateTimeOffset.Parse(receivedAt),
        };

    public static OutboxMail Mail(string template = "staff-notice", int? number = null, SubmissionKey? of = null) =>
        new()
        {
            Submission = of ?? Key,
            Template = template,
            Number = number,
            To = "staff@clinic.example",
            State = MailState.Due,
            CreatedAt = DateTimeOffset.Parse("2026-01-08T19:42:08Z"),
            ChangedAt = DateTimeOffset.Parse("2026-01-08T19:42:08Z"),
        };

    public static void AssertSame(Submission expected, Submission actual)
    {
        Assert.Equal(expected.Fields, actual.Fields);
        Assert.Equal(expected with { Fields = [], Version = null }, actual with { Fields = [], Version = null });
    }
}
