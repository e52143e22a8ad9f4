namespace BlueSky.Functions.Submissions;

internal enum SubmissionState
{
    /// <summary>Stored; what follows from it is not done yet.</summary>
    Received,

    /// <summary>What it changes is done and every due mail has its outbox row.</summary>
    Processed,

    /// <summary>Kept for a person to look at; nothing follows by itself.</summary>
    Quarantined,

    /// <summary>Could not be processed; the reason is in the row.</summary>
    Failed,
}
