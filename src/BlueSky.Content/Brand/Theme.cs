namespace BlueSky.Content.Brand;

/// <summary>The colors of the light or the dark theme, each as <c>#rrggbb</c>.</summary>
public sealed record Theme
{
    /// <summary>Behind the sheet.</summary>
    public required string Ground { get; init; }

    public required string Sheet { get; init; }

    public required string Text { get; init; }

    public required string Muted { get; init; }

    /// <summary>Thin lines that carry no meaning.</summary>
    public required string Line { get; init; }

    /// <summary>The edge of a field.</summary>
    public required string Control { get; init; }

    public required string Danger { get; init; }

    public required string DangerLine { get; init; }

    public required string DangerTint { get; init; }

    public required string Wait { get; init; }

    public required string WaitLine { get; init; }

    public required string WaitTint { get; init; }

    public required string Good { get; init; }

    public required string GoodLine { get; init; }

    public required string GoodTint { get; init; }

    /// <summary>Links, buttons and the focus ring.</summary>
    public string Brand { get; init; } = "";

    public string BrandHover { get; init; } = "";

    /// <summary>Text on a button.</summary>
    public string OnBrand { get; init; } = "";

    /// <summary>Decoration without text.</summary>
    public string Sky { get; init; } = "";

    /// <summary>The edge of a tinted box.</summary>
    public string SkyLine { get; init; } = "";

    /// <summary>A tinted box.</summary>
    public string SkyTint { get; init; } = "";

    /// <summary>The declarations of all colors as CSS variables: <c>--ground: #f7f5f1; …</c></summary>
    public string Variables =>
        $"""
        --ground: {Ground}; --sheet: {Sheet}; --text: {Text}; --muted: {Muted};
        --line: {Line}; --control: {Control};
        --brand: {Brand}; --brand-hover: {BrandHover}; --on-brand: {OnBrand};
        --sky: {Sky}; --sky-line: {SkyLine}; --sky-tint: {SkyTint};
        --danger: {Danger}; --danger-line: {DangerLine}; --danger-tint: {DangerTint};
        --wait: {Wait}; --wait-line: {WaitLine}; --wait-tint: {WaitTint};
        --good: {Good}; --good-line: {GoodLine}; --good-tint: {GoodTint};
        """;
}
