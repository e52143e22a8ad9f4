namespace BlueSky.Content.Staff;

/// <summary>The page that asks for the work email.</summary>
/// <param name="Csrf">The hidden field that the form must send.</param>
/// <param name="To">The page to show after the sign-in.</param>
/// <param name="Email">What was typed.</param>
/// <param name="Problem">What is wrong with it; null for nothing.</param>
/// <param name="Note">Why the page is shown; null when there is nothing to say.</param>
public sealed record SignInModel(
    ClinicDetails Clinic, string Csrf, string To, string Email = "", string? Problem = null, StaffNote? Note = null);

/// <summary>A note above a form.</summary>
/// <param name="IsProblem">It is announced at once, and has the color of a problem.</param>
public sealed record StaffNote(string Title, string? Message = null, bool IsProblem = false);

/// <summary>The page that asks for the code.</summary>
/// <param name="Address">The address that was typed; null when it is not known.</param>
/// <param name="Until">When the code stops working, in the clinic's time.</param>
/// <param name="RememberDays">For how long a device can stay signed in; null when it cannot.</param>
public sealed record CodeModel(
    ClinicDetails Clinic, string Csrf, string? Address, string Until, int? RememberDays, StaffNote? Problem = null);

/// <summary>The page for people who sign in with Entra ID.</summary>
/// <param name="UserName">Who is signed in there; null for nobody.</param>
/// <param name="SignInPath">Where to sign in there.</param>
/// <param name="SignOutPath">Where to sign out there.</param>
public sealed record PlatformSignInModel(
    ClinicDetails Clinic, string Csrf, string To, string? UserName, string SignInPath, string SignOutPath,
    StaffNote? Note = null);
