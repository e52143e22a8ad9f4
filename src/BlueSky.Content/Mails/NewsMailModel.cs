namespace BlueSky.Content.Mails;

/// <summary>News for one subscriber.</summary>
/// <param name="UnsubscribeUrl">The subscriber's own.</param>
public sealed record NewsMailModel(ClinicDetails Clinic, string Subject, NewsText Text, Uri UnsubscribeUrl);
