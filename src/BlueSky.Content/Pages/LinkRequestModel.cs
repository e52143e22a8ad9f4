namespace BlueSky.Content.Pages;

/// <summary>
/// A page that asks a visitor without a link for an address to send the link to; it posts to its own URL.
/// </summary>
/// <param name="Email">The address typed before; empty on the first visit.</param>
/// <param name="Problem">A sentence about an error in it; null when there is none.</param>
public sealed record LinkRequestModel(
    ClinicDetails Clinic, string Title, PageText Message, string Email, string? Problem = null);
