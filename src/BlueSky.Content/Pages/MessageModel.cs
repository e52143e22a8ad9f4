namespace BlueSky.Content.Pages;

/// <summary>
/// A page that says one thing, and may ask for a decision: the <paramref name="Button"/> posts to the page's own
/// address.
/// </summary>
public sealed record MessageModel(ClinicDetails Clinic, string Title, string Message, PageButton? Button = null);

/// <summary>
/// A button that posts; with a <paramref name="Name"/> it sends that and its <paramref name="Value"/> along.
/// </summary>
public sealed record PageButton(string Label, string? Name = null, string? Value = null);
