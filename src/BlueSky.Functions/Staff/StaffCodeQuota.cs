using System.Collections.Concurrent;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Staff;

/// <summary>
/// Quota on codes to one person. Browsers in which the person signed in before have a quota of their own: strangers who
/// type the person's address cannot use it up.
/// </summary>
internal sealed class StaffCodeQuota(IQuotaStore counts, StaffSettings settings, TimeProvider clock)
{
    public const string Exceeded = "over Limits:StaffCodesPerHour";

    private readonly ConcurrentDictionary<string, HourlyQuota> quotas = new();

    /// <returns>False when this hour's quota is used up.</returns>
    public Task<bool> TryAcquireAsync(string person, bool isKnownBrowser) => quotas.GetOrAdd(
        $"staff-codes.{(isKnownBrowser ? "known" : "new")}.{person}",
        counter => new HourlyQuota(counts, counter, settings.CodesPerHour, clock)).TryAcquireAsync();
}
