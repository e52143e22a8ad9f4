using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace BlueSky.Content.Tests.Mails;

/// <summary>
/// Emails use only CSS that Outlook for Windows (2016 to 2024) and Gmail keep, or that they may drop without a change
/// of meaning. What each keeps is from caniemail.com; another property must be looked up and added here.
/// </summary>
public sealed partial class MailCssTests
{
    /// <summary>Gmail drops a style element with more characters.</summary>
    private const int MaxStyleLength = 8_192;

    private static readonly string[] KeptByBoth =
    [
        "background-color", "border", "border-bottom", "border-collapse", "border-left", "border-top", "color",
        "font-family", "font-size", "font-weight", "height", "letter-spacing", "line-height", "margin", "padding",
        "text-align", "text-decoration", "white-space", "width",
    ];

    // Not in either list, because dropping them changes what is read or where it stands: background-image, flex, float,
    // gap, grid, opacity, position, transform, object-fit, aspect-ratio, box-shadow with a meaning, and all others.
    private static readonly Dictionary<string, string> DroppedWithoutHarm = new()
    {
        ["border-radius"] = "Outlook: corners are square",
        ["display"] = "Outlook: only none; for a button its cell has the padding",
        ["max-height"] = "Outlook: mso-hide hides the preheader",
        ["max-width"] = "Outlook: a table of 600 pixels is around it; an image has its width as an attribute",
        ["mso-hide"] = "Gmail: the preheader has display:none",
        ["mso-line-height-rule"] = "Gmail: it knows line heights",
        ["mso-padding-alt"] = "Gmail: the link has the padding",
        ["overflow"] = "Outlook: mso-hide hides the preheader",
        ["overflow-wrap"] = "Outlook: a long word makes the sheet wider",
        ["word-break"] = "Outlook: the address of the button makes the sheet wider",
    };

    public static TheoryData<string> Names => [.. MailSamples.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Inline_styles_are_kept_or_may_be_dropped(string name)
    {
        var document = await RenderAsync(name);

        Assert.All(document.QuerySelectorAll("[style]"), element => Assert.All(MailCss.Of(element), style =>
        {
            Assert.True(
                KeptByBoth.Contains(style.Key) || DroppedWithoutHarm.ContainsKey(style.Key),
                $"{style.Key} in {element.OuterHtml}");
            Assert.DoesNotMatch(UnknownValue(), style.Value);
            Assert.DoesNotContain('!', style.Value);
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Displays_and_white_space_are_those_that_are_known(string name)
    {
        var styles = (await RenderAsync(name)).QuerySelectorAll("[style]").Select(MailCss.Of).ToList();

        Assert.All(Values(styles, "display"), value => Assert.True(value is "none" or "block" or "inline-block"));
        Assert.All(Values(styles, "white-space"), value => Assert.Equal("nowrap", value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Space_is_where_Outlook_keeps_it(string name)
    {
        var document = await RenderAsync(name);

        // The margin of a table or cell, and a negative one, are ignored.
        Assert.All(document.QuerySelectorAll("table, td"), element => Assert.True(
            MailCss.Of(element).GetValueOrDefault("margin", "0") == "0", element.OuterHtml));
        Assert.All(document.QuerySelectorAll("[style]"), element => Assert.DoesNotContain(
            '-', MailCss.Of(element).GetValueOrDefault("margin", "")));
        // The padding of a link is ignored too, so its cell has the same one.
        Assert.All(document.QuerySelectorAll("a, span"), link => Assert.Equal(
            MailCss.Of(link).GetValueOrDefault("padding"),
            MailCss.Of(link.ParentElement!).GetValueOrDefault("mso-padding-alt")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_width_that_Outlook_ignores_is_that_of_a_table_around_it(string name)
    {
        var wide = (await RenderAsync(name)).QuerySelectorAll("[style]")
            .Where(element => MailCss.Of(element).GetValueOrDefault("max-width", "").EndsWith("px", StringComparison.Ordinal));

        var frame = Assert.Single(wide);
        var before = frame.Ancestors().First().ChildNodes.OfType<IComment>().First();
        Assert.StartsWith("[if mso]><table role=\"presentation\" width=\"600\"", before.Data, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_color_behind_text_is_an_attribute_too(string name) => Assert.All(
        (await RenderAsync(name)).QuerySelectorAll("table, td"),
        element => Assert.Equal(
            MailCss.Of(element).GetValueOrDefault("background-color"), element.GetAttribute("bgcolor")));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_table_is_for_layout_and_says_so(string name) => Assert.All(
        (await RenderAsync(name)).QuerySelectorAll("table"), table => Assert.Equal(
            ("presentation", "0", "0", "0"),
            (table.GetAttribute("role"), table.GetAttribute("border"), table.GetAttribute("cellpadding"),
                table.GetAttribute("cellspacing"))));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_image_has_words_and_a_size(string name) => Assert.All(
        (await RenderAsync(name)).QuerySelectorAll("img"), image => Assert.Equal(
            ("Blue Sky Ketamine", "180", "40"),
            (image.GetAttribute("alt"), image.GetAttribute("width"), image.GetAttribute("height"))));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_Gmail_may_drop_as_a_whole_is_in_the_second_style_element(string name)
    {
        var styles = (await RenderAsync(name)).QuerySelectorAll("style").Select(style => style.TextContent).ToList();

        Assert.Equal(2, styles.Count);
        Assert.All(styles, css => Assert.InRange(css.Length, 1, MaxStyleLength));
        var first = MailCss.Rules(styles[0]).ToList();
        Assert.All(first, rule => Assert.Matches("^\\.[a-z-]+$", rule.Selector));
        Assert.Equal(
            ["@media (max-width:480px)", "@media (prefers-color-scheme:dark)"],
            first.Select(rule => rule.Condition).Distinct());
        Assert.All(
            MailCss.Rules(styles[1]),
            rule => Assert.Matches(@"^(:root|\[data-ogs[bc]\] \.[a-z-]+)$", rule.Selector));
        // Inline styles come first unless these are important.
        Assert.All(first, rule => Assert.All(
            rule.Declarations, style => Assert.EndsWith("!important", style.Value, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Values(
        IEnumerable<IReadOnlyDictionary<string, string>> styles, string property) =>
        styles.Where(style => style.ContainsKey(property)).Select(style => style[property]);

    private static async Task<IHtmlDocument> RenderAsync(string name) =>
        Rendering.Parse((await MailSamples.RenderAsync(name)).Html);

    [GeneratedRegex(@"\b(calc|var|min|max|clamp|url|rgba?|hsla?|oklch|flex|grid)\b|\d(rem|em|vw|vh|ch)\b")]
    private static partial Regex UnknownValue();
}
