using System.Globalization;

namespace BlueSky.Functions.Submissions;

/// <summary>The storage key of a submission: the UTC day of its receipt, and its id.</summary>
internal readonly record struct SubmissionKey(DateOnly Day, string Id)
{
    private const string PartitionFormat = "yyyy-MM-dd";

    /// <summary>The partition of the submission and of its emails.</summary>
    public string Partition => PartitionOf(Day);

    public static string PartitionOf(DateOnly day) => day.ToString(PartitionFormat, CultureInfo.InvariantCulture);

    public static DateOnly DayOf(string partition) =>
        DateOnly.ParseExact(partition, PartitionFormat, CultureInfo.InvariantCulture);

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);
}
