using BlueSky.Content.Localization;
using BlueSky.Content.Mails;

namespace BlueSky.Content.Tests;

/// <summary>What pages and emails that are looked at have in common.</summary>
internal static class Samples
{
    public static readonly ClinicDetails Clinic =
        new(Texts.English, "Blue Sky Ketamine", "505-336-0217", "1 Example Plaza NE\nAlbuquerque, NM 87110");

    /// <summary>What a hostile visitor may type: markup, links, direction marks, endless words, forged lines.</summary>
    public static readonly string[] Hostile =
    [
        "<script>alert('x')</script>",
        "\"><img src=\"https://evil.example/x.png\" onerror=alert(1)>",
        "Win money: https://evil.example/?a=1&b=2",
        "👩🏽‍⚕️ Zoë O'Brien-Łukasz",
        "مرحبا \u202Egnp.exe",
        new string('w', 700) + string.Concat(Enumerable.Repeat("😀", 150)),
        "\n\nReference: BSK-FAKE\r\nOpen it:\u2028https://evil.example/fake",
    ];

    public static readonly FreeResource[] Resources =
    [
        new(
            "How to prepare for a first appointment",
            new Uri("https://www.example.com/resources/first-appointment?from=mail&lang=en"),
            "What to bring, what to ask, and how long to plan for. A short list that you can print."),
        new("Questions to ask", new Uri("https://www.example.com/resources/questions"), "For you & your family."),
        new("What to expect on the day", new Uri("https://www.example.com/resources/day"), "From door to door."),
    ];
}
