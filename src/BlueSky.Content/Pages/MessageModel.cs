using BlueSky.Content.Mails;

namespace BlueSky.Content.Pages;

/// <summary>
/// A page with a message, and what the visitor can do next. What is null is left out; the properties are in the order
/// of the page.
/// </summary>
public sealed record MessageModel(ClinicDetails Clinic, string Title, PageText Opening)
{
    public PageIcon? Icon { get; init; }

    public IReadOnlyList<FreeResource> Resources { get; init; } = [];

    public PageText? More { get; init; }

    public PageButton? Button { get; init; }

    /// <summary>The link to the website is the page's button.</summary>
    public bool IsWebsiteButton { get; init; }

    /// <summary>In a less visible color.</summary>
    public PageText? Note { get; init; }

    /// <summary>How to reach a person; the hours follow it.</summary>
    public PageText? Help { get; init; }

    /// <summary>The key of the link to the website.</summary>
    public string? WebsiteKey { get; init; }

    /// <summary>What the website's designer has to correct, in English.</summary>
    public string? ForDesigner { get; init; }
}

/// <summary>A button that posts to the page's own URL; after a failed GET, a link to that URL.</summary>
public sealed record PageButton(string Label)
{
    /// <summary>What it sends.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    public bool IsGet { get; init; }

    /// <summary>Not what most visitors want.</summary>
    public bool IsSecondary { get; init; }
}
