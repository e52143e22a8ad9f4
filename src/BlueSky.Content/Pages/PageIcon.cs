namespace BlueSky.Content.Pages;

/// <summary>The icon above a page's heading; it only repeats what the heading says.</summary>
public enum PageIcon
{
    /// <summary>A welcome.</summary>
    Sun,

    /// <summary>It is done.</summary>
    Check,
    Envelope,
    Book,

    /// <summary>Too old, or too early.</summary>
    Clock,

    /// <summary>A link that does not work.</summary>
    Link,

    /// <summary>Something went wrong.</summary>
    Alert,
}
