using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Subscribers;

/// <summary>
/// Exports all subscribers with their consent records as CSV, row by row, in the order of their keys. An import takes
/// the file back.
/// </summary>
internal sealed class SubscriberExport(IRecipientStore store, DeskAudit audit, ClinicSettings clinic)
{
    private const string FileName = "subscribers.csv";

    private static readonly string[] Header =
    [
        "Email", "State", "Signed up", "Confirmed", "Unsubscribed", "Suppressed", "Reason", "Consent text",
        "Consent version", "Page", "Source",
    ];

    /// <summary>Reads the first row before it answers, so that an outage is answered as one.</summary>
    public async Task<IResult> RunAsync(StaffVisit visit, CancellationToken cancellationToken)
    {
        await audit.WriteAsync(visit.Person, "export subscribers", "subscribers", cancellationToken);
        var rows = store.FindSubscribersAsync(cancellationToken).Select(CellsOf).GetAsyncEnumerator(cancellationToken);
        return await rows.MoveNextAsync()
            ? new CsvFile(FileName, Header, rows)
            : new CsvFile(FileName, Header, rows: null);
    }

    private string?[] CellsOf(Recipient recipient) =>
    [
        recipient.Email,
        recipient.State.ToColumn(),
        clinic.SpreadsheetTime(recipient.Consent?.At),
        clinic.SpreadsheetTime(recipient.ConfirmedAt),
        clinic.SpreadsheetTime(recipient.UnsubscribedAt),
        clinic.SpreadsheetTime(recipient.SuppressedAt),
        recipient.SuppressedReason,
        recipient.Consent?.Text,
        recipient.Consent?.Version,
        recipient.Consent?.Page,
        recipient.Source,
    ];
}
