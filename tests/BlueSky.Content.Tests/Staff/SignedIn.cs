using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

/// <summary>Who looks at the pages.</summary>
internal static class SignedIn
{
    public static readonly StaffFrame Rosa = new(Samples.Clinic, "Rosa Diaz", IsManager: false, "csrf.DEF-123_x");

    public static readonly StaffFrame Manager = new(Samples.Clinic, "Kim Yazzie", IsManager: true, "csrf.DEF-123_x");
}
