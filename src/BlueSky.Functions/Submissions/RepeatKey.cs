using System.Globalization;

namespace BlueSky.Functions.Submissions;

/// <summary>Decides for how long the same content is the same submission.</summary>
/// <param name="Text">Part of the submission's identity.</param>
internal sealed record RepeatKey(string Text)
{
    /// <summary>Null when the key has no time limit.</summary>
    public TimeSpan? Window { get; private init; }

    /// <summary>The key of the next window; null when the key has no time limit.</summary>
    public string? Next { get; private init; }

    /// <summary>For a sender without repeat keys: the same content within a window is a repeat.</summary>
    /// <param name="window">A day must be a multiple of it.</param>
    public static RepeatKey Within(TimeSpan window, DateTimeOffset now)
    {
        var span = now.UtcTicks / window.Ticks;
        return new RepeatKey(TextOf(window, span)) { Window = window, Next = TextOf(window, span + 1) };
    }

    private static string TextOf(TimeSpan window, long span) =>
        string.Create(CultureInfo.InvariantCulture, $"span:{window.TotalSeconds}:{span}");
}
