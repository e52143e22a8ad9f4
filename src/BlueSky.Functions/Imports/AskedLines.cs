using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscriptions;

namespace BlueSky.Functions.Imports;

/// <summary>
/// Asks the people of an import for a confirmation, as many at a time as their quota allows. Lines that only restrict
/// come first in every file, and are taken over at once.
/// </summary>
internal sealed class AskedLines(
    ImportedLines restrictions, RecipientBook recipients, Intake intake, ConfirmationQuota quota)
{
    /// <param name="chunk">Begins with lines that are done already.</param>
    public async Task<ImportStep> ImportAsync(
        Import import, IReadOnlyList<ImportLine> chunk, CancellationToken cancellationToken)
    {
        var restricting = chunk.Skip(import.NextLine).TakeWhile(line => line.IsRestriction).ToList();
        if (restricting.Count > 0)
        {
            return await restrictions.ImportAsync(import, restricting, cancellationToken);
        }

        var allowed = await quota.AllowanceForImportsAsync(cancellationToken);
        var step = new ImportStep(0, ImportCounts.Zero);
        foreach (var line in chunk.Skip(import.NextLine))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var known = line.IsErased
                ? null
                : await recipients.FindAsync(EmailAddress.OfStored(line.Email), cancellationToken);
            if (line.IsSubscription && (known is null || RecipientState.Of(known).MayBeAdded))
            {
                if (allowed-- == 0)
                {
                    return step with { IsWaiting = true };
                }

                await intake.AcceptAsync(DraftOf(import, line));
                step = step.With(new ImportCounts(1, 0, 0, 0));
            }
            else
            {
                step = step.With(CountOf(import, line, known));
            }
        }

        return step;
    }

    private static ImportCounts CountOf(Import import, ImportLine line, Recipient? known) => known switch
    {
        // Asked by a run that ended before it was saved.
        { } asked when line.IsSubscription && asked.Consent?.SubmissionId == import.Id => new ImportCounts(1, 0, 0, 0),
        { State: SubscriptionState.Confirmed or SubscriptionState.Pending } => new ImportCounts(0, 1, 0, 0),
        _ => new ImportCounts(0, 0, 1, 0),
    };

    // The same submission when the line is repeated.
    private static SubmissionDraft DraftOf(Import import, ImportLine line) => new()
    {
        EntryPoint = "staff",
        Kind = ImportedRequestHandler.KindName,
        RepeatKey = $"import:{import.Id}",
        MayRepeatYesterdays = true,
        Content = [new PostedField("email", line.Email)],
        Columns = [new PostedField("email", line.Email)],
        Fields =
        [
            new PostedField(ImportedRequestHandler.ImportField, import.Id),
            new PostedField(ImportedRequestHandler.SourceField, import.Source!),
            new PostedField(ImportedRequestHandler.ConsentField, import.ConsentText),
        ],
    };
}
