using System.Globalization;

namespace BlueSky.Functions.Recipients;

/// <summary>
/// A subscription as lists have it: without the address, which is in the recipient's row alone.
/// </summary>
/// <param name="Since">When it entered its state.</param>
/// <param name="Key">The recipient's.</param>
/// <param name="Month">The month of its confirmation, as yyyy-MM in the clinic's time; null without one.</param>
internal sealed record SubscriberLine(SubscriptionState State, DateTimeOffset Since, string Key, string? Month)
{
    /// <returns>Null for a recipient who never subscribed, or whose address was erased.</returns>
    public static SubscriberLine? Of(Recipient recipient, TimeZoneInfo zone)
    {
        if (recipient.Email is null || recipient.State == SubscriptionState.None)
        {
            return null;
        }

        var since = recipient.State switch
        {
            SubscriptionState.Pending => recipient.Consent?.At,
            SubscriptionState.Confirmed => recipient.ConfirmedAt,
            SubscriptionState.Unsubscribed => recipient.UnsubscribedAt,
            _ => recipient.SuppressedAt,
        };
        return new SubscriberLine(
            recipient.State, since ?? DateTimeOffset.UnixEpoch, recipient.Key,
            recipient.ConfirmedAt is { } confirmed ? MonthOf(confirmed, zone) : null);
    }

    /// <returns>As yyyy-MM.</returns>
    public static string MonthOf(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>How many lines there are.</summary>
/// <param name="States">A state without lines may be missing.</param>
/// <param name="Months">Confirmations by month (yyyy-MM); a month without any may be missing.</param>
/// <param name="Version">The stored version that was read; null when there is none yet.</param>
internal sealed record SubscriberCounts(
    IReadOnlyDictionary<SubscriptionState, int> States, IReadOnlyDictionary<string, int> Months, string? Version)
{
    public static readonly SubscriberCounts Zero = new(
        new Dictionary<SubscriptionState, int>(), new Dictionary<string, int>(), Version: null);

    public int Of(SubscriptionState state) => States.GetValueOrDefault(state);

    public int In(string month) => Months.GetValueOrDefault(month);

    public SubscriberCounts Without(IEnumerable<SubscriberLine> removed) => Plus(removed, -1);

    public SubscriberCounts With(IEnumerable<SubscriberLine> added) => Plus(added, 1);

    public bool HasSameCountsAs(SubscriberCounts other) =>
        Same(States, other.States) && Same(Months, other.Months);

    private SubscriberCounts Plus(IEnumerable<SubscriberLine> lines, int each)
    {
        var (states, months) = (new Dictionary<SubscriptionState, int>(States), new Dictionary<string, int>(Months));
        foreach (var line in lines)
        {
            states[line.State] = states.GetValueOrDefault(line.State) + each;
            if (line.Month is { } month)
            {
                months[month] = months.GetValueOrDefault(month) + each;
            }
        }

        return new SubscriberCounts(states, months, Version);
    }

    private static bool Same<T>(IReadOnlyDictionary<T, int> one, IReadOnlyDictionary<T, int> other)
        where T : notnull =>
        one.Keys.Union(other.Keys).All(key => one.GetValueOrDefault(key) == other.GetValueOrDefault(key));
}
