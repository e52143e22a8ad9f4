namespace BlueSky.Testing;

/// <summary>What the tests' hosts are told, so that tests can name it.</summary>
public static class TestSettings
{
    public const string From = "care@clinic.example";
    public const string FirstStaff = "front-desk@clinic.example";
    public const string SecondStaff = "nurse@clinic.example";

    public const string Backend = "https://api.clinic.example";
    public const string ClinicOrigin = "https://www.clinic.example";
    public const string StagingOrigin = "https://clinic.webflow.example";
    /// <summary>
    /// Where the browser tests' pages are said to be; nothing listens there. A browser tells an app without TLS nothing
    /// of a page that has it, so it has none either.
    /// </summary>
    public const string PagesOrigin = "http://localhost:8123";

    public const string PostalAddress = "1 Mesa Way, Albuquerque, NM 87101";
    public const string ThankYou = "https://www.clinic.example/thank-you";

    public static IReadOnlyDictionary<string, string> Common { get; } = new Dictionary<string, string>
    {
        ["urls"] = "http://127.0.0.1:0",
        ["Mail:From"] = From,
        ["Mail:Staff"] = $"{FirstStaff},{SecondStaff}",
        ["Site:AllowedOrigins"] = $"{ClinicOrigin},{StagingOrigin},{PagesOrigin}",
        ["Subscriptions:DoubleOptIn"] = "false",
        // The morning's digest must not come in the middle of a test.
        ["Staff:RemindAt"] = "23:59",
        // All tests post from one address.
        ["Limits:PostsPerMinute"] = "0",
    };

    /// <summary>As on the internet, not as on one machine.</summary>
    public static IReadOnlyDictionary<string, string> PublicSite { get; } = new Dictionary<string, string>
    {
        ["Site:BaseUrl"] = Backend,
        ["Site:ThankYouUrl"] = ThankYou,
        ["Clinic:PostalAddress"] = PostalAddress,
        ["Clinic:TimeZone"] = "America/Denver",
        ["Notifications:IncludeDetails"] = "false",
        ["Notifications:StaffLink"] = "https://staff.clinic.example/requests/{id}",
    };
}
