using BlueSky.Content.Brand;

namespace BlueSky.Content.Staff;

/// <summary>The only style sheet of the staff pages.</summary>
internal static class StaffStyles
{
    public static string Css(Palette palette) => string.Join(
        '\n', ThemeStyles.Css(palette), StaffElements.Css, StaffControls.Css, StaffRequests.Css, StaffTables.Css,
        StaffNews.Css);
}
