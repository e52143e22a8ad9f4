namespace BlueSky.Content.Staff;

/// <summary>The only style sheet of the staff pages; their Content-Security-Policy contains its hash.</summary>
public static class StaffStyles
{
    /// <summary>The exact content of the style element.</summary>
    public const string Css =
        StaffColors.Css + "\n" + StaffElements.Css + "\n" + StaffControls.Css + "\n" + StaffRequests.Css + "\n"
        + StaffTables.Css;
}
