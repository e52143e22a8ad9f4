using System.Globalization;

namespace BlueSky.Functions.Submissions;

/// <summary>Where a submission is found: the UTC day it was received on, and its id.</summary>
internal readonly record struct SubmissionKey(DateOnly Day, string Id)
{
    private const string PartitionFormat = "yyyy-MM-dd";

    /// <summary>The partition of the submission and of its mails.</summary>
    public string Partition => PartitionOf(Day);

    public static string PartitionOf(DateOnly day) => day.ToString(PartitionFormat, CultureInfo.InvariantCulture);

    public static DateOnly DayOf(string partition) =>
        DateOnly.ParseExact(partition, PartitionFormat, CultureInfo.InvariantCulture);

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);
}
