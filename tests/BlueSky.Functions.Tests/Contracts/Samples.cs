using BlueSky.Functions.Mail;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>What is stored in these tests, with no more than it must have.</summary>
internal static class Samples
{
    public static readonly DateOnly Day = new(2026, 1, 8);

    public static readonly SubmissionKey Key = new(Day, "BSK-2345-6789");

    /// <summary>A call without an answer.</summary>
    public static readonly RequestEvent Call = new()
    {
        Id = "20260109080000123.00c0ffee",
        Action = RequestAction.NoAnswer,
        By = "rosa@clinic.example",
        At = DateTimeOffset.Parse("2026-01-09T08:00:00.1234567Z"),
        Note = "Nobody there.\r\nZoë 😀 \u202E",
        Before = new RequestSnapshot(
            SubmissionState.Quarantined, "honeypot field filled",
            new Handling(
                HandlingState.New, "ben@clinic.example", DateTimeOffset.Parse("2026-01-08T20:00:00.0000001Z"),
                Changes: 3)),
    };

    public static Submission Submission(string id = "BSK-2345-6789", string receivedAt = "2026-01-08T19:42:07Z") =>
        new()
        {
            Id = id,
            Hash = "the whole hash",
            Kind = "subscribe",
            State = SubmissionState.Received,
            ReceivedAt = DateTimeOffset.Parse(receivedAt),
        };

    /// <summary>A request that is held back.</summary>
    public static Submission Request(
        string id = "BSK-2345-6789", string receivedAt = "2026-01-08T19:42:07Z") =>
        Submission(id, receivedAt) with
        {
            Kind = "consultation",
            State = SubmissionState.Quarantined,
            Error = "honeypot field filled",
            Name = "Ada",
            Fields = [new("preferred_time", "mornings")],
            Network = "00c0ffee",
            PromisedBy = DateTimeOffset.Parse("2026-01-09T23:00:00Z"),
            Language = "es",
        };

    /// <summary>An open request on the index.</summary>
    public static RequestLine Line(string id = "BSK-2345-6789", string receivedAt = "2026-01-08T19:42:07Z") =>
        RequestIndexing.LineOf(Submission(id, receivedAt) with
        {
            Kind = "consultation",
            Handling = Handling.New,
        });

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
