namespace BlueSky.Content.Pages;

/// <summary>
/// A page that says one thing, and may ask for a decision: the <paramref name="Button"/> posts to the page's own
/// address.
/// </summary>
public sealed record MessageModel(ClinicDetails Clinic, string Title, string Message, string? Button = null);
