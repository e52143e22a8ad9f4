using Azure.Data.Tables;
using BlueSky.Functions.Digests;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Subscriptions;

namespace BlueSky.Functions.Tests.Storage;

/// <summary>
/// Azure refuses a transaction that is of more than one partition, has more than 100 actions or a row twice. Azurite
/// takes the first of these, and the SDK sends them all: whatever the app submits is looked at here.
/// </summary>
public sealed class TransactionTests : IDisposable
{
    private static readonly Submission Received = new()
    {
        Id = "BSK-2345-6789",
        Hash = "the whole hash",
        Kind = "subscribe",
        State = SubmissionState.Received,
        ReceivedAt = DateTimeOffset.Parse("2026-01-08T19:42:07Z"),
        Version = "W/\"1\"",
    };

    private readonly FakeTableService service = new();

    public void Dispose() => service.Dispose();

    [Theory]
    [InlineData(null, "p 1", "p 2")]
    [InlineData("more than one partition", "p 1", "q 2")]
    [InlineData("a row twice", "p 1", "p 2", "p 1")]
    public async Task What_Azure_refuses_is_sent_by_the_SDK_and_seen_here(string? refusedFor, params string[] keys)
    {
        await SubmitAsync(keys.Select(key => new TableEntity(key.Split(' ')[0], key.Split(' ')[1])));

        Assert.Equal(refusedFor, Sent().RefusedFor);
    }

    [Theory]
    [InlineData(null, 100)]
    [InlineData("more than 100 actions", 101)]
    public async Task So_is_a_transaction_that_is_too_large(string? refusedFor, int actions)
    {
        await SubmitAsync(Enumerable.Range(0, actions).Select(i => new TableEntity("p", $"{i}")));

        Assert.Equal(refusedFor, Sent().RefusedFor);
    }

    [Fact]
    public async Task A_submission_is_added_with_its_open_marker_and_its_claims()
    {
        service.TakeTransaction();

        await new SubmissionTable(service.Client).TryAddAsync(
            Received,
            [
                new Claim("00c0ffee", Received.Id, Received.Hash, Received.ReceivedAt) { Version = "W/\"1\"" },
                new Claim("01c0ffee", Received.Id, Received.Hash, Received.ReceivedAt),
            ],
            default);

        Assert.Equal(
            [
                "POST 2026-01-08 BSK-2345-6789", "POST 2026-01-08 open.BSK-2345-6789",
                "PUT 2026-01-08 claim.00c0ffee", "POST 2026-01-08 claim.01c0ffee",
            ],
            TakenByAzure());
    }

    [Fact]
    public async Task The_claims_of_a_day_are_removed_together()
    {
        service.Answer(200, """
            {"value":[
                {"odata.etag":"W/\"1\"","PartitionKey":"2026-01-08","RowKey":"claim.00c0ffee"},
                {"odata.etag":"W/\"2\"","PartitionKey":"2026-01-08","RowKey":"claim.01c0ffee"}]}
            """);
        service.TakeTransaction();

        await new SubmissionTable(service.Client).RemoveClaimsAsync(new DateOnly(2026, 1, 8), default);

        service.Sent.RemoveAt(0);
        Assert.Equal(["DELETE 2026-01-08 claim.00c0ffee", "DELETE 2026-01-08 claim.01c0ffee"], TakenByAzure());
    }

    [Fact]
    public async Task A_submission_is_opened_again_with_its_marker()
    {
        service.TakeTransaction();

        await new SubmissionTable(service.Client).TryReopenAsync(
            Received, DateTimeOffset.Parse("2026-01-09T08:00:00Z"), default);

        Assert.Equal(["PATCH 2026-01-08 BSK-2345-6789", "PUT 2026-01-08 open.BSK-2345-6789"], TakenByAzure());
    }

    [Fact]
    public async Task All_mails_of_a_submission_are_added_together_however_many_staff_there_are()
    {
        using var app = new TestApp(MaxStaff().ToDictionary());
        await app.AcceptConsultationAsync();
        await new Subscriber(app, "ada@example.org").SubscribeAsync();
        await new Subscriber(app, "bob@example.org").AskAsync();
        await app.AcceptAsync("consultation", ("name", "Eve"), ("phone", "505 555 0199"), ("_gotcha", "x"));
        await app.Get<DailyDigest>().RunAsync(CancellationToken.None);
        await app.ProcessQueueAsync();

        // An alert is added to the mails of the submission that it is about.
        var transactions = app.Mails.Rows
            .GroupBy(mail => (mail.Submission, IsAlert: mail.Template == StaffAlert.TemplateName)).ToList();
        Assert.Equal([1, 1, 50, 50, 50, 51, 51], transactions.Select(mails => mails.Count()).Order());
        foreach (var mails in transactions)
        {
            service.Sent.Clear();
            service.TakeTransaction();

            await new MailTable(service.Client).TryAddAsync([.. mails], default);

            Assert.Equal(mails.Count(), TakenByAzure().Count);
        }
    }

    [Fact]
    public async Task A_recipient_is_added_alone()
    {
        service.TakeTransaction();

        await new RecipientTable(service.Client).TrySaveAsync(new Recipient { Key = "0a1b" }, default);

        Assert.Equal(["POST 0a 0a1b"], TakenByAzure());
    }

    [Fact]
    public async Task The_count_of_confirmation_mails_is_added_alone()
    {
        service.TakeTransaction();

        await new QuotaTable(service.Client).TrySaveAsync(
            new QuotaCount("confirm-mails", DateTimeOffset.Parse("2026-01-08T19:00:00Z"), Taken: 1), default);

        Assert.Equal(["POST confirm-mails hour"], TakenByAzure());
    }

    [Fact]
    public async Task An_audit_entry_is_inserted_alone_and_so_is_its_outcome_in_the_same_month()
    {
        var begun = new AuditEntry
        {
            Id = "20260131T235959000Z.00c0ffee",
            At = DateTimeOffset.Parse("2026-01-31T23:59:59Z"),
            Who = "ada",
            Command = "show",
            Subject = "BSK-2345-6789",
        };
        var audit = new AuditTable(service.Client, TimeProvider.System);
        service.TakeTransaction();
        await audit.AddAsync(begun, default);
        Assert.Equal(["POST 2026-01 20260131T235959000Z.00c0ffee"], TakenByAzure());

        service.Sent.Clear();
        service.TakeTransaction();
        await audit.AddAsync(begun.End(DateTimeOffset.Parse("2026-02-01T00:00:01Z"), "done"), default);
        Assert.Equal(["POST 2026-01 20260131T235959000Z.00c0ffee.end"], TakenByAzure());
    }

    [Fact]
    public async Task Submissions_that_are_forgotten_are_deleted_by_the_day_and_by_the_hundred()
    {
        service.TakeTransaction().TakeTransaction().TakeTransaction();
        var old = Enumerable.Range(0, 150).Select(i => Outline(new DateOnly(2026, 1, 8), $"BSK-{i}"))
            .Append(Outline(new DateOnly(2026, 1, 9), "BSK-150")).ToList();

        Assert.Equal(151, await new SubmissionTable(service.Client).RemoveUnchangedAsync(old, default));

        var transactions = service.Sent.Select(sent => Transaction.Read(sent.Body)).ToList();
        Assert.All(transactions, transaction => Assert.Null(transaction.RefusedFor));
        Assert.Equal([100, 50, 1], transactions.Select(transaction => transaction.Actions.Count));
        Assert.All(
            transactions.SelectMany(transaction => transaction.Actions), action => Assert.Equal("DELETE", action.Method));
        Assert.All(service.Sent, sent => Assert.Contains("If-Match: W/\"7\"", sent.Body, StringComparison.Ordinal));
    }

    private async Task SubmitAsync(IEnumerable<TableEntity> entities)
    {
        service.TakeTransaction();
        await service.Client.GetTableClient("Mails").SubmitTransactionAsync(
            entities.Select(entity => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity)));
    }

    private Transaction Sent()
    {
        var sent = Assert.Single(service.Sent);
        Assert.Equal("/$batch", sent.Path);
        return Transaction.Read(sent.Body);
    }

    /// <summary>What the one transaction that was sent does, after a look at it with Azure's eyes.</summary>
    private List<string> TakenByAzure()
    {
        var transaction = Sent();
        Assert.Null(transaction.RefusedFor);
        return [.. transaction.Actions.Select(action => $"{action.Method} {action.Partition} {action.Row}")];
    }

    private static SubmissionOutline Outline(DateOnly day, string id) =>
        new(new SubmissionKey(day, id), Email: null, Error: null, Version: "W/\"7\"");

    private static IEnumerable<KeyValuePair<string, string?>> MaxStaff() =>
    [
        KeyValuePair.Create<string, string?>("Limits:ConfirmMailsPerHour", "1"),
        .. Enumerable.Range(0, 50).Select(
            i => KeyValuePair.Create<string, string?>($"Mail:Staff:{i}", $"staff{i}@clinic.example")),
    ];
}
