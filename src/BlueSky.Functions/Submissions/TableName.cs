namespace BlueSky.Functions.Submissions;

/// <summary>The names of the app's tables.</summary>
internal static class TableName
{
    public const string Audit = "Audit";
    public const string Desk = "Desk";
    public const string Imports = "Imports";
    public const string Limits = "Limits";
    public const string Mails = "Mails";
    public const string News = "News";
    public const string Recipients = "Recipients";
    public const string Sessions = "Sessions";
    public const string Submissions = "Submissions";
    public const string Subscribers = "Subscribers";

    public static readonly IReadOnlyList<string> All =
        [Audit, Desk, Imports, Limits, Mails, News, Recipients, Sessions, Submissions, Subscribers];
}
