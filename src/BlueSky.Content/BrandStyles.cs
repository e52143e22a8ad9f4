using BlueSky.Content.Brand;
using BlueSky.Content.Mails;
using BlueSky.Content.Pages;
using BlueSky.Content.Staff;

namespace BlueSky.Content;

/// <summary>The colors of a clinic, and the styles of its pages and emails made of them.</summary>
public sealed class BrandStyles(Palette palette)
{
    public static BrandStyles Default { get; } = new(Palette.Default);

    public Palette Palette { get; } = palette;

    /// <summary>Of all pages for visitors.</summary>
    public StyleSheet Pages { get; } = new(PageStyles.Css(palette));

    /// <summary>Of all pages for staff.</summary>
    public StyleSheet Staff { get; } = new(StaffStyles.Css(palette));

    internal MailStyles Mails { get; } = new(palette);
}
