namespace BlueSky.Content.Staff;

/// <summary>A page of the front desk with a message, and possibly a <paramref name="Link"/> to go on.</summary>
public sealed record StaffMessageModel(ClinicDetails Clinic, string Title, string Message, StaffLink? Link = null);

/// <summary>A link to a page of this app.</summary>
public sealed record StaffLink(string Label, string Path);
