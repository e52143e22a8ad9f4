namespace BlueSky.Content.Staff;

/// <summary>What all pages behind the sign-in show: the clinic, and who is signed in.</summary>
/// <param name="Csrf">The token that every form sends.</param>
public sealed record StaffFrame(ClinicDetails Clinic, string PersonName, bool IsManager, string Csrf);

/// <summary>An entry of the menu.</summary>
public enum StaffSection
{
    Requests,
    Find,
    Subscribers,
    News,
    Audit,
}
