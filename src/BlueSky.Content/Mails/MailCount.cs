namespace BlueSky.Content.Mails;

/// <summary>A row of a table of counts.</summary>
/// <param name="Value">"3" or "more than 1000".</param>
public sealed record MailCount(string Label, string Value, bool IsUrgent = false);
