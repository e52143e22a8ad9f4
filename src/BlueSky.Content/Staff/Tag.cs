namespace BlueSky.Content.Staff;

/// <summary>A few words in a frame, like "Visit booked"; the tone only adds a color.</summary>
public sealed record Tag(string Words, TagTone Tone = TagTone.Plain)
{
    internal string CssClass => Tone switch
    {
        TagTone.Wait => "tag wait",
        TagTone.Good => "tag good",
        TagTone.Bad => "tag bad",
        _ => "tag",
    };
}

public enum TagTone
{
    Plain,
    Wait,
    Good,
    Bad,
}
