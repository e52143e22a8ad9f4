using BlueSky.Content;
using BlueSky.Content.Staff;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.FrontDesk;

/// <summary>Shows managers who did what on one day.</summary>
internal sealed class AuditView(
    ContentRenderer renderer, IAuditLog audit, DeskAudit desk, RequestListView list, ClinicSettings clinic,
    StaffSettings staff, TimeProvider clock)
{
    private const int MaxLines = 500;

    /// <param name="day">As yyyy-MM-dd; today when it is anything else.</param>
    public async Task<IResult> ShowAsync(StaffVisit visit, string? day, CancellationToken cancellationToken)
    {
        await desk.WriteAsync(visit.Person, "audit", "audit", cancellationToken);
        var today = clinic.Hours.DateOf(clock.GetUtcNow());
        var shown = DayText.TryParse(day) is { } asked && asked <= today ? asked : today;
        var (from, until) = (clinic.Hours.StartOf(shown), clinic.Hours.StartOf(shown.AddDays(1)));
        var entries = await audit.ReadAsync(from, until, cancellationToken)
            .OrderByDescending(entry => entry.Id, StringComparer.Ordinal)
            .Take(MaxLines + 1).ToListAsync(cancellationToken);
        return new StaffPage(await AuditPage.RenderAsync(renderer, new AuditModel(
            list.FrameOf(visit),
            $"Audit, {clinic.LongDay(clock.GetUtcNow(), from)}",
            DayText.Of(shown),
            LinkTo(shown.AddDays(-1)),
            shown < today ? LinkTo(shown.AddDays(1)) : null,
            entries.Take(MaxLines).Select(LineOf).ToList(),
            IsMore: entries.Count > MaxLines)));
    }

    private AuditLine LineOf(AuditEntry entry)
    {
        var id = SubmissionId.TryParse(entry.Subject);
        var what = entry.Outcome == DeskAudit.Done ? entry.Command : $"{entry.Command}: {entry.Outcome}";
        return new AuditLine(
            clinic.Clock(entry.At), staff.NameOf(entry.Who),
            entry.Details is { } details ? $"{what} ({details})" : what,
            id ?? entry.Subject,
            id is null ? null : new Uri($"/staff/requests/{id}", UriKind.Relative));
    }

    private static Uri LinkTo(DateOnly day) => new($"/staff/audit?day={DayText.Of(day)}", UriKind.Relative);
}
