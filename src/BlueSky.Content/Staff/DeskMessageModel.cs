namespace BlueSky.Content.Staff;

/// <summary>A page behind the sign-in that only says something; it always has a link back to the list.</summary>
public sealed record DeskMessageModel(StaffFrame Frame, string Title, string Message);
