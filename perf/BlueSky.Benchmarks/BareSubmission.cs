using System.Security.Cryptography;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace BlueSky.Benchmarks;

/// <summary>
/// The storage calls of a whole submission with two emails, and nothing else: those that the table in
/// docs/performance.md lists, without quotas, and the host's two to receive and delete the message.
/// </summary>
internal sealed class BareSubmission(string connectionString, TimeProvider clock)
{
    private const string Day = "2026-01-08";

    private readonly TableClient submissions = new(connectionString, "BareSubmissions");
    private readonly TableClient desk = new(connectionString, "BareDesk");
    private readonly TableClient recipients = new(connectionString, "BareRecipients");
    private readonly TableClient mails = new(connectionString, "BareMails");
    private readonly QueueClient queue = new(connectionString, "bare-submissions");

    public async Task CreateAsync()
    {
        foreach (var table in (TableClient[])[submissions, desk, recipients, mails])
            await table.CreateIfNotExistsAsync();
        await queue.CreateIfNotExistsAsync();
    }

    public async Task RunAsync()
    {
        var (id, email) = (RandomNumberGenerator.GetHexString(16), ConsultationPost.NextEmail());

        // To accept it: the app makes these two at the same time.
        var marker = Row(Day, $"open.{id}");
        await Task.WhenAll(
            submissions.SubmitTransactionAsync(
                [Add(Full(Day, id, email)), Add(marker), Add(Claim(id)), Add(Claim(id))]),
            queue.SendMessageAsync($$"""{"partition":"{{Day}}","id":"{{id}}"}"""));

        // To finish it. The message may be that of another one.
        QueueMessage message = await queue.ReceiveMessageAsync();
        TableEntity stored = await submissions.GetEntityAsync<TableEntity>(Day, id);
        await desk.SubmitTransactionAsync(
            [Add(Row("requests", $"id.{id}")), Add(Full("requests", $"open.{id}", email))]);
        await recipients.AddEntityAsync(Full(id[..2], id, email));
        TableEntity[] both = [Full(Day, $"{id}.received", email), Full(Day, $"{id}.notice", email)];
        var added = (await mails.SubmitTransactionAsync(both.Select(Add))).Value;
        await Task.WhenAll(both.Zip(added, (mail, answer) =>
            mails.UpdateEntityAsync(mail, answer.Headers.ETag!.Value, TableUpdateMode.Replace)));
        await submissions.SubmitTransactionAsync(
        [
            new(
                TableTransactionActionType.UpdateMerge, new TableEntity(Day, id) { ["State"] = "processed" },
                stored.ETag),
            new(TableTransactionActionType.Delete, marker),
        ]);
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private TableEntity Row(string partition, string key) => new(partition, key) { ["At"] = clock.GetUtcNow() };

    private TableEntity Claim(string id) => new(Day, $"claim.{Hash()}")
    {
        ["Holder"] = id,
        ["Content"] = Hash(),
        ["At"] = clock.GetUtcNow(),
    };

    // About as many columns as the app's rows have.
    private TableEntity Full(string partition, string key, string email) => new(partition, key)
    {
        ["Hash"] = Hash(),
        ["Form"] = "consultation",
        ["State"] = "received",
        ["ReceivedAt"] = clock.GetUtcNow(),
        ["Email"] = email,
        ["Name"] = ConsultationPost.Name,
        ["Message"] = ConsultationPost.Message,
        ["Attempts"] = 0,
        ["Changes"] = 0,
        ["PromisedBy"] = clock.GetUtcNow(),
    };

    private static string Hash() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
