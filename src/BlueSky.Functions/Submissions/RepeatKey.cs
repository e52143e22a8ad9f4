using System.Globalization;

namespace BlueSky.Functions.Submissions;

/// <summary>How long the same content is the same submission.</summary>
/// <param name="Text">A part of the submission's identity.</param>
internal sealed record RepeatKey(string Text)
{
    /// <summary>Null when the key counts at any time.</summary>
    public TimeSpan? Window { get; private init; }

    /// <summary>The key of the next span of time; null when the key counts at any time.</summary>
    public string? Next { get; private init; }

    /// <summary>For a sender that says nothing about repeats: the same content within a window is one.</summary>
    /// <param name="window">A whole number of them makes a day.</param>
    public static RepeatKey Within(TimeSpan window, DateTimeOffset now)
    {
        var span = now.UtcTicks / window.Ticks;
        return new RepeatKey(TextOf(window, span)) { Window = window, Next = TextOf(window, span + 1) };
    }

    private static string TextOf(TimeSpan window, long span) =>
        string.Create(CultureInfo.InvariantCulture, $"span:{window.TotalSeconds}:{span}");
}
