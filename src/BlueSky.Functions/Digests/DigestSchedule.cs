using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Digests;

/// <summary>
/// Runs the digest once on each business day, from Staff:RemindAt on. Called each minute, so the last day is kept in
/// memory; it is stored for other instances and for restarts. That is one read a day per instance, and one write.
/// </summary>
internal sealed class DigestSchedule(
    DailyDigest digest, IQuotaStore counts, ClinicSettings clinic, StaffSettings settings, TimeProvider clock)
{
    /// <summary>Stored as the count of a quota that allows one a day.</summary>
    private const string Counter = "staff-digest";

    private DateOnly lastDay;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = clinic.Hours.DateOf(now);
        if (today <= lastDay || clinic.Hours.TimeOf(now) < settings.RemindAt || !clinic.Hours.IsBusinessDay(today))
        {
            return;
        }

        var last = await counts.FindAsync(Counter, cancellationToken);
        if (last is null || clinic.Hours.DateOf(last.Hour) < today)
        {
            // First the digest, which stores at most one a day: a crash in between repeats it and loses none.
            await digest.RunAsync(cancellationToken);
            // On a version conflict, another instance has done the same.
            await counts.TrySaveAsync(
                new QuotaCount(Counter, now, Taken: 1, Version: last?.Version), cancellationToken);
        }

        lastDay = today;
    }
}
