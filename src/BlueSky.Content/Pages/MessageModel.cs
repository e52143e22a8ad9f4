namespace BlueSky.Content.Pages;

/// <summary>
/// A page with a message and possibly a button; the <paramref name="Button"/> posts to the page's own URL.
/// </summary>
public sealed record MessageModel(ClinicDetails Clinic, string Title, string Message, PageButton? Button = null);

/// <summary>
/// A button that posts; with a <paramref name="Name"/>, it also sends that and its <paramref name="Value"/>.
/// </summary>
public sealed record PageButton(string Label, string? Name = null, string? Value = null);
