namespace BlueSky.Content.Pages;

/// <summary>
/// A page that asks somebody without a link for their address, to send the link there; it posts to its own address.
/// </summary>
/// <param name="Email">What was typed before; empty on the first visit.</param>
/// <param name="Problem">What is wrong with it, in a sentence; null when nothing is.</param>
public sealed record LinkRequestModel(
    ClinicDetails Clinic, string Title, string Message, string Email, string? Problem = null);
