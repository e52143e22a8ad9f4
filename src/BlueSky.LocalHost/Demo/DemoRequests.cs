namespace BlueSky.LocalHost.Demo;

/// <summary>
/// Twelve requests, in all states. People, numbers and addresses are invented: 555-01xx and example.org are reserved
/// for examples.
/// </summary>
internal static class DemoRequests
{
    public static IReadOnlyList<DemoRequest> All { get; } = [.. Late(), .. New(), .. Done(), .. HeldBack()];

    private static IEnumerable<DemoRequest> Late() =>
    [
        new("BSK-DEMA-2222", "Maria Lopez", Days(3) + Hours(2))
        {
            IsLate = true,
            Phone = "(505) 555-0101",
            Email = "maria.lopez@example.org",
            PreferredTime = "Mornings",
            Message = "Hello, I would like to know how a first visit works. Please call me when you have time.",
        },
        new("BSK-DEMA-3333", "Thomas Becker", Hours(30))
        {
            IsLate = true,
            Phone = "505-555-0102",
            PreferredTime = "After 4 PM",
        },
    ];

    private static IEnumerable<DemoRequest> New() =>
    [
        new("BSK-DEMA-4444", "Lucía Fernández", Hours(5))
        {
            Phone = "505 555 0103",
            Email = "lucia.fernandez@example.org",
            PreferredTime = "Por la tarde",
            Language = "es",
            Message = "Buenos días. ¿Me pueden llamar por la tarde, por favor? Prefiero hablar en español. Gracias.",
        },
        new("BSK-DEMA-5555", "Priya Nair", Hours(2))
        {
            Phone = "(505) 555-0104",
            Email = "priya.nair@example.org",
            PreferredContact = "Email",
            Message = "I am at work during the day, so please write to me. Which days do you have free next week?",
        },
        new("BSK-DEMA-6666", "Sam O'Neil", TimeSpan.FromMinutes(20))
        {
            Phone = "505.555.0105",
            Message = "Is there parking at the clinic?\nThank you!",
        },
        new("BSK-DEMA-7777", "Ben Carter", Hours(26))
        {
            Phone = "(505) 555-0106",
            PreferredTime = "Lunch break",
            Changes = [new("no-answer", "Left a message on voicemail.", "next-day")],
        },
    ];

    private static IEnumerable<DemoRequest> Done() =>
    [
        new("BSK-DEMA-8888", "Hannah Moore", Days(1) + Hours(4))
        {
            Phone = "(505) 555-0107",
            Email = "hannah.moore@example.org",
            Changes = [new("called", "She thinks it over and calls us back.")],
        },
        new("BSK-DEMA-9999", "Daniel Kim", Days(4))
        {
            Phone = "(505) 555-0108",
            Email = "daniel.kim@example.org",
            PreferredTime = "Evenings",
            Changes =
            [
                new("no-answer", Again: "next-day"),
                new("booked", "Tuesday, 10 AM. Sent directions."),
                new("note", "He will bring his insurance card."),
            ],
        },
        new("BSK-DEMA-AAAA", "Olivia Grant", Days(2))
        {
            Email = "olivia.grant@example.org",
            PreferredContact = "Email",
            Message = "Do you have a job opening at the front desk?",
            Changes = [new("not-a-patient", "Asked about a job; forwarded to the office.")],
        },
        new("BSK-DEMA-BBBB", "Best Rankings Ltd", Days(2) + Hours(3))
        {
            Email = "offers@example.org",
            Message = "Get your website to the top of every search! Reply today.",
            HeldBackBecause = "spam signals: sales words",
            Changes = [new("spam")],
        },
    ];

    private static IEnumerable<DemoRequest> HeldBack() =>
    [
        new("BSK-DEMA-CCCC", "Ruth Sandoval", Hours(7))
        {
            Phone = "(505) 555-0109",
            Message = "My daughter filled this in. Please call in the afternoon. My page: https://example.org/ruth",
            HeldBackBecause = "spam signals: too fast, link in message",
        },
        new("BSK-DEMA-DDDD", "Walter Chee", Hours(9))
        {
            Phone = "(505) 555-0110",
            Email = "walter.chee@example.org",
            HeldBackBecause = "honeypot field filled",
        },
    ];

    private static TimeSpan Days(int days) => TimeSpan.FromDays(days);

    private static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);
}
