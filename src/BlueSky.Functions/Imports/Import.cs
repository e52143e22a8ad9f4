using System.Security.Cryptography;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Imports;

internal enum ImportState
{
    /// <summary>Its chunks are being stored.</summary>
    Uploading,

    /// <summary>Stored, and nothing is changed yet.</summary>
    Preview,
    Running,
    Done,

    /// <summary>Our own code cannot process it.</summary>
    Failed,
}

/// <summary>What becomes of the new addresses of an import.</summary>
internal enum ImportConfirmation
{
    /// <summary>They are subscribed.</summary>
    Already,

    /// <summary>Each gets an email that asks for a confirmation.</summary>
    Ask,
}

/// <summary>How many addresses of a file are, or will be, treated in which way.</summary>
/// <param name="Added">Subscribed or asked.</param>
/// <param name="Known">Subscribed already, or asked.</param>
/// <param name="LeftOut">Get no email here, or never asked for it.</param>
/// <param name="Restricted">Unsubscribed or suppressed by the file's own state.</param>
internal sealed record ImportCounts(int Added, int Known, int LeftOut, int Restricted)
{
    public static readonly ImportCounts Zero = new(0, 0, 0, 0);

    public static ImportCounts operator +(ImportCounts one, ImportCounts other) => new(
        one.Added + other.Added, one.Known + other.Known, one.LeftOut + other.LeftOut,
        one.Restricted + other.Restricted);
}

/// <summary>A file of addresses, and how far it is imported. The addresses are in its chunks.</summary>
internal sealed record Import
{
    private const int GroupLength = 4;

    /// <summary>As in <c>IMP-7F3K-9Q2M</c>.</summary>
    public required string Id { get; init; }

    public required ImportState State { get; init; }

    public required string FileName { get; init; }

    /// <summary>Who uploaded it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>How many different addresses the file has.</summary>
    public int Addresses { get; init; }

    /// <summary>How many more lines had one of these addresses.</summary>
    public int Repeats { get; init; }

    /// <summary>The first of the lines that cannot be read; forgotten when it starts.</summary>
    public IReadOnlyList<UnreadableLine> Unreadable { get; init; } = [];

    public int UnreadableCount { get; init; }

    /// <summary>What an import would have done when the file was uploaded.</summary>
    public ImportCounts Expected { get; init; } = ImportCounts.Zero;

    public int Chunks { get; init; }

    /// <summary>Where the people signed up, in the words of the person who started it; null before that.</summary>
    public string? Source { get; init; }

    public ImportConfirmation Confirmation { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it last got further.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The first chunk that is not done.</summary>
    public int NextChunk { get; init; }

    /// <summary>The first line of it that is not done.</summary>
    public int NextLine { get; init; }

    public ImportCounts Done { get; init; } = ImportCounts.Zero;

    /// <summary>The stored version that was read; null for a new one.</summary>
    public string? Version { get; init; }

    /// <summary>The text of the consent record: where they signed up, and the file that says so.</summary>
    public string ConsentText => $"{Source} ({FileName})";

    public static string NewId() =>
        $"IMP-{NewGroup()}-{NewGroup()}";

    public static bool IsId(string? text) =>
        text is ['I', 'M', 'P', '-', _, _, _, _, '-', _, _, _, _]
        && text[4..].All(c => c == '-' || SubmissionId.Alphabet.Contains(c));

    private static string NewGroup() => RandomNumberGenerator.GetString(SubmissionId.Alphabet, GroupLength);
}
