namespace BlueSky.Content.Pages;

/// <summary>One control of a form, with the exact posted value.</summary>
public sealed record FormValue(string Name, string Label, string Value)
{
    public string InputType { get; init; } = "text";

    public string AutoComplete { get; init; } = "off";

    public bool Required { get; init; }

    public bool IsMarkedOptional { get; init; }

    public bool Multiline { get; init; }

    /// <summary>Takes half a line of a wide page.</summary>
    public bool IsShort { get; init; }

    /// <summary>Below the label.</summary>
    public string? Hint { get; init; }

    /// <summary>Above this control and its neighbors with the same hint.</summary>
    public string? GroupHint { get; init; }

    /// <summary>The choices of a list; empty for a control that takes text.</summary>
    public IReadOnlyList<FormOption> Options { get; init; } = [];

    public string? Problem { get; init; }

    /// <summary>A control without a label, which is only sent again.</summary>
    public bool Hidden { get; init; }

    // An input of one line would lose the typed line breaks.
    internal bool NeedsLines => Multiline || Value.AsSpan().ContainsAny('\r', '\n');

    /// <summary>The choices, and the value when it is none of them: a website may have others.</summary>
    internal IEnumerable<FormOption> AllOptions =>
        Options.Any(option => option.Value == Value) ? Options : [.. Options, new FormOption(Value, Value)];

    public static FormValue OfHidden(string name, string value) => new(name, "", value) { Hidden = true };
}

/// <summary>A choice of a list: what is sent, and what is shown.</summary>
public sealed record FormOption(string Value, string Label);
