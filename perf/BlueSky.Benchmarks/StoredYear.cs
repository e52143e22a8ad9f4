using Azure.Data.Tables;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Benchmarks;

/// <summary>
/// Submissions spread evenly over a year, and some of today that are open. One in ten is a request that staff have
/// closed; the others are confirmed subscriptions. Each has two emails and a recipient.
/// </summary>
internal sealed record StoredYear(int Submissions, int Open, DateTimeOffset Now, byte[] AddressKey)
{
    private const int Days = 365;
    private const int OneIsRequest = 10;

    private DateOnly Today => SubmissionKey.DayOf(Now);

    public IEnumerable<(string Table, TableEntity Row)> Rows()
    {
        for (var day = 0; day < Days; day++)
        {
            var date = Today.AddDays(-day);
            for (var number = day; number < Submissions; number += Days)
            {
                foreach (var row in RowsOf(date, number))
                    yield return row;
            }
        }

        for (var number = Submissions; number < Submissions + Open; number++)
        {
            var request = StoredRequests.Request(Today, number);
            (request["State"], request["Handling"], request["HandledBy"], request["HandledAt"]) =
                ("processed", "new", null, null);
            yield return (StoredDays.Table, request);
            yield return (StoredDays.Table, new TableEntity(request.PartitionKey, $"open.{request.RowKey}")
            {
                ["OpenedAt"] = Now.AddHours(-1),
            });
        }
    }

    private IEnumerable<(string Table, TableEntity Row)> RowsOf(DateOnly date, int number)
    {
        var isRequest = number % OneIsRequest == 0;
        yield return (StoredDays.Table, isRequest
            ? StoredRequests.Request(date, number)
            : StoredBackup.Subscription(date, number));
        if (isRequest)
            yield return ("Desk", StoredRequests.Pointer(date, number));
        foreach (var mail in StoredBackup.Mails(date, number))
            yield return ("Mails", mail);
        yield return ("Recipients", Recipient(date, number, isRequest));
    }

    // Of a request, retention has cleared the address.
    private TableEntity Recipient(DateOnly date, int number, bool isCleared)
    {
        var address = $"visitor{number}@example.org";
        var key = RecipientKey.For(EmailAddress.OfStored(address), AddressKey);
        var row = new TableEntity(RecipientKey.PartitionOf(key), key)
        {
            ["Email"] = isCleared ? null : address,
            ["State"] = isCleared ? "none" : "confirmed",
            ["RequestNumber"] = isCleared ? 0 : 1,
        };
        if (isCleared)
            return row;
        var at = new DateTimeOffset(date, new TimeOnly(0, 1), TimeSpan.Zero);
        row["ConsentText"] = "Send me the clinic's news. I can unsubscribe at any time.";
        row["ConsentVersion"] = "1";
        row["ConsentAt"] = at;
        row["ConsentBy"] = StoredRequests.IdOf(number);
        row["ConfirmedAt"] = at.AddMinutes(1);
        row["ConfirmedBy"] = StoredRequests.IdOf(number);
        return row;
    }
}
