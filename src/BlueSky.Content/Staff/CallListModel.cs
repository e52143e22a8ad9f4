namespace BlueSky.Content.Staff;

/// <summary>The open requests for printing, the longest waiting first.</summary>
/// <param name="Title">"Call list, Friday, November 27"</param>
/// <param name="Printed">"Printed by Rosa, 10:20 AM."</param>
public sealed record CallListModel(
    StaffFrame Frame, string Title, string Printed, IReadOnlyList<CallListRow> Rows);

/// <param name="Contact">The phone number, or the email address of a person without one.</param>
/// <param name="Link">A tel: or mailto: link; null when the number cannot be dialled.</param>
/// <param name="BestTime">As the visitor typed it.</param>
/// <param name="Remarks">"Prefers email", "Language: Spanish (es)".</param>
/// <param name="Waiting">"Since Wed, Nov 25. No answer today"</param>
public sealed record CallListRow(
    string Name, string Contact, Uri? Link, string? BestTime, IReadOnlyList<string> Remarks, string Waiting);
