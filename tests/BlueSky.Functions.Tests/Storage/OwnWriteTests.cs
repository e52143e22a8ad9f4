using Azure.Data.Tables;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Storage;

/// <summary>
/// The SDK repeats a request whose answer was lost. Such a write is refused, because the row has changed or is there:
/// by that very write.
/// </summary>
public sealed class OwnWriteTests : IDisposable
{
    private const string Version1 = "W/\"1\"";
    private const string Version2 = "W/\"2\"";

    private readonly FakeTableService service = new();

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task A_write_that_meets_itself_is_done()
    {
        service.LoseAnswer().Refuse(412, "UpdateConditionNotSatisfied").Answer(200, () => Standing(service.Sent[0].Body));

        Assert.Equal(Version2, await WriteAsync());
        Assert.Equal(["PUT", "PUT", "GET"], service.Sent.Select(request => request.Method));
        Assert.Equal([Version1, Version1], service.Sent.Take(2).Select(request => request.IfMatch));
        Assert.Equal(service.Sent[0].Body, service.Sent[1].Body);
    }

    [Fact]
    public async Task A_write_that_is_overwritten_before_we_look_is_a_lost_race()
    {
        service.LoseAnswer().Refuse(412, "UpdateConditionNotSatisfied")
            .Answer(200, Standing("""{"State":"accepted"}"""));

        Assert.Null(await WriteAsync());
    }

    [Fact]
    public async Task A_write_whose_row_is_deleted_before_we_look_is_a_lost_race()
    {
        service.LoseAnswer().Refuse(412, "UpdateConditionNotSatisfied").Refuse(404, "ResourceNotFound");

        Assert.Null(await WriteAsync());
    }

    [Fact]
    public async Task Two_writes_of_the_same_content_are_not_the_same_write()
    {
        service.Answer(204, "", ("ETag", Version2)).Answer(204, "", ("ETag", Version2));

        await WriteAsync();
        await WriteAsync();

        Assert.Equal(2, service.Sent.Count);
        Assert.NotEqual(service.Sent[0].Body, service.Sent[1].Body);
    }

    [Fact]
    public async Task A_retried_insert_can_meet_its_own_row_which_is_there_to_be_found()
    {
        var submission = new Submission
        {
            Id = "BSK-2345-6789",
            Hash = "the whole hash",
            Kind = "subscribe",
            State = SubmissionState.Received,
            ReceivedAt = DateTimeOffset.Parse("2026-01-08T19:42:07Z"),
        };
        service.LoseAnswer().RefuseTransaction(409, "EntityAlreadyExists").Answer(200, () => FirstRows()[0]);
        var table = new SubmissionTable(service.Client);

        var isAdded = await table.TryAddAsync(submission, [], default);
        var standing = await table.FindAsync(submission.Key, default);

        Assert.False(isAdded);
        Assert.Equal(["POST", "POST", "GET"], service.Sent.Select(request => request.Method));
        Assert.Equal(("BSK-2345-6789", "the whole hash"), (standing?.Id, standing?.Hash));
    }

    [Fact]
    public async Task Mails_whose_answer_was_lost_are_claimed_by_the_worker_that_added_them()
    {
        var mails = new[] { "subscribe-welcome", "staff-notice" }.Select(template => OutboxMail.From(
            new DueMail(template, "a@example.org"),
            new SubmissionKey(new DateOnly(2026, 1, 8), "BSK-2345-6789"),
            DateTimeOffset.Parse("2026-01-08T19:42:07Z")));
        service.LoseAnswer().RefuseTransaction(409, "EntityAlreadyExists")
            .Answer(200, () => FirstRows()[0]).Answer(200, () => FirstRows()[1]);

        var rows = await new MailTable(service.Client).TryAddAsync([.. mails], default);

        Assert.Equal(
            [("subscribe-welcome", Version2), ("staff-notice", Version2)],
            rows?.Select(mail => (mail.Template, mail.Version)));
    }

    [Fact]
    public async Task Mails_that_another_worker_added_are_not_claimed()
    {
        var mail = OutboxMail.From(
            new DueMail("staff-notice", "a@example.org"),
            new SubmissionKey(new DateOnly(2026, 1, 8), "BSK-2345-6789"),
            DateTimeOffset.Parse("2026-01-08T19:42:07Z"));
        service.RefuseTransaction(409, "EntityAlreadyExists")
            .Answer(200, () => FirstRows()[0].Replace("\"Write\":\"", "\"Write\":\"0", StringComparison.Ordinal));

        Assert.Null(await new MailTable(service.Client).TryAddAsync([mail], default));
    }

    private Task<string?> WriteAsync() => new Table(service.Client, "Mails").TryUpdateAsync(
        new TableEntity("p", "r") { ["State"] = "sending" }, Version1, TableUpdateMode.Replace, default);

    /// <summary>What the first attempt's transaction wrote.</summary>
    private IReadOnlyList<string> FirstRows() =>
        [.. Transaction.Read(service.Sent[0].Body).Actions.Select(action => Standing(action.Body))];

    /// <summary>What was written, as the service reads it out at the second version.</summary>
    private static string Standing(string written) =>
        $$"""{"odata.etag":"W/\"2\"",{{written[1..]}}""";
}
