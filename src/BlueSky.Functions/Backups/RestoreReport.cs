namespace BlueSky.Functions.Backups;

/// <summary>What to bring back.</summary>
/// <param name="Day">Only the submissions of this day of UTC, and what belongs to them; null for everything.</param>
/// <param name="Submission">Only the submission with this id, and what belongs to it; null for everything.</param>
/// <param name="Replaces">Rows that exist and differ get the backup's version.</param>
internal sealed record RestoreScope(DateOnly? Day = null, string? Submission = null, bool Replaces = false)
{
    public bool IsEverything => Day is null && Submission is null;
}

/// <summary>What was done with the rows of a table, or what would be.</summary>
internal sealed class RestoreCount
{
    /// <summary>Rows that were missing.</summary>
    public int Restored { get; set; }

    /// <summary>Rows that existed and differed, and have the backup's version now.</summary>
    public int Replaced { get; set; }

    /// <summary>Rows that were left because they are as in the backup, or further.</summary>
    public int Present { get; set; }

    /// <summary>Rows that exist, differ from the backup, and were left.</summary>
    public int Different { get; set; }

    /// <summary>Rows that do not come back.</summary>
    public int LeftOut { get; set; }

    /// <summary>Rows that somebody wrote at the same time; they were left.</summary>
    public int Conflicts { get; set; }
}

/// <summary>What was restored, or what would be, without personal data.</summary>
internal sealed class RestoreReport(DateOnly export)
{
    /// <summary>Limit for each list of ids.</summary>
    private const int MaxIds = 900;

    public DateOnly Export { get; } = export;

    public SortedDictionary<string, RestoreCount> Tables { get; } = new(StringComparer.Ordinal);

    /// <summary>Requests that were put on the front desk's list, or into its index, again.</summary>
    public int Indexed { get; set; }

    /// <summary>Submissions that were not processed yet: they came back as failed, to be requeued.</summary>
    public int NotProcessed { get; set; }

    /// <summary>Emails that may still have to be sent: they came back as parked, to be requeued.</summary>
    public int Parked { get; set; }

    /// <summary>Recipients that were erased later: they came back without address and consent.</summary>
    public int Cleared { get; set; }

    /// <summary>The first of the submissions that were restored or replaced.</summary>
    public List<string> Submissions { get; } = [];

    /// <summary>Submissions that were erased later, and do not come back.</summary>
    public List<string> Erased { get; } = [];

    /// <summary>
    /// Submissions from which another person was removed later. They come back only when they are asked for by id.
    /// </summary>
    public List<string> Redacted { get; } = [];

    public bool ChangesNothing => Indexed == 0 && Tables.Values.All(table => table.Restored + table.Replaced == 0);

    public RestoreCount Of(string table)
    {
        if (!Tables.TryGetValue(table, out var count))
        {
            Tables[table] = count = new RestoreCount();
        }

        return count;
    }

    public static void Note(List<string> ids, string id)
    {
        if (ids.Count < MaxIds)
        {
            ids.Add(id);
        }
    }
}
