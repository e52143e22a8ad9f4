using BlueSky.Content.Localization;
using BlueSky.Content.Mails;
using BlueSky.Content.Pages;

namespace BlueSky.Content.Tests;

/// <summary>The pages that are looked at, by the names of their snapshots.</summary>
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

    /// <summary>All pages: the form's errors are looked at in more ways.</summary>
    public static readonly IReadOnlyDictionary<string, Func<ContentRenderer, Task<RenderedPage>>> Pages =
        new Dictionary<string, Func<ContentRenderer, Task<RenderedPage>>>
        {
            ["form-error-without-a-form"] = FormError("form-error-without-a-form"),
            ["form-error"] = FormError("form-error"),
            ["form-error-from-a-hostile-visitor"] = FormError("form-error-from-a-hostile-visitor"),
            ["message"] = renderer => MessagePage.RenderAsync(renderer, new MessageModel(
                Clinic, "You are unsubscribed", "You will get no more news from us.")),
            ["message-with-a-button"] = renderer => MessagePage.RenderAsync(renderer, new MessageModel(
                Clinic, "Unsubscribe?", "Press the button and you will get no more news from us.",
                new PageButton("Unsubscribe"))),
            ["message-with-a-button-that-says-which"] = renderer => MessagePage.RenderAsync(renderer, new MessageModel(
                Clinic, "You are unsubscribed", "You will get no more news from us.",
                new PageButton("I changed my mind", "undo", "1"))),
            ["link-request"] = renderer => LinkRequestPage.RenderAsync(renderer, new LinkRequestModel(
                Clinic,
                "Do you want to unsubscribe?",
                "Enter your email address. If it is subscribed, we will send you an email with the link to unsubscribe.",
                "")),
            ["link-request-with-a-problem"] = renderer => LinkRequestPage.RenderAsync(renderer, new LinkRequestModel(
                Clinic,
                "Please check your email address",
                "We could not send the link yet.",
                "ann@\"><script>alert(1)</script>",
                "Enter a full email address, like name@example.org.")),
            ["resources"] = renderer => ResourcesPage.RenderAsync(renderer, new ResourcesModel(
                Clinic,
                [.. Resources, new("A list without words", new Uri("https://www.example.com/resources/list"), "")])),
            ["resources-when-there-are-none"] = renderer =>
                ResourcesPage.RenderAsync(renderer, new ResourcesModel(Clinic, [])),
        };

    public static readonly IReadOnlyDictionary<string, FormErrorModel> FormErrors =
        new Dictionary<string, FormErrorModel>
        {
            ["form-error-without-a-form"] = new(
                Clinic, 404, "There is no such form", "The address of this form is wrong.", [], null, []),
            ["form-error"] = new(
                Clinic,
                422,
                "Your message was not sent yet",
                "Please correct the fields that are marked. Everything you typed is still here.",
                [
                    new("Email-4", "The email address is not complete."),
                    new("Name", "Please give your name."),
                    new("color", "Please choose a shorter color."),
                ],
                new Uri("/api/consultation", UriKind.Relative),
                [
                    new("Name", "Name", "", false, false, "Please give your name.", "text", true, "name"),
                    new(
                        "Email-4",
                        "Email",
                        "ann@example",
                        false,
                        false,
                        "The email address is not complete.",
                        "email",
                        false,
                        "email"),
                    new("Phone", "Phone", "(505) 555-0100", false, false, null, "tel", false, "tel"),
                    new("Message", "Message", "\nPlease call me after five.", false, true, null, "text", false, "off"),
                    new("Preferred-Time", "Preferred time", "Tuesday", true, false, null, "text", false, "off"),
                ]),
            ["form-error-from-a-hostile-visitor"] = new(
                Clinic,
                422,
                "Your message was not sent yet",
                "Please correct the fields that are marked. Everything you typed is still here.",
                [new("f0", "Please give a shorter name.")],
                new Uri("https://forms.example.com/api/consultation"),
                [
                    .. Hostile.Select((typed, i) => new FormValue(
                        $"f{i}", typed, typed, false, i % 2 == 0, i == 0 ? typed : null, "text", false, "off")),
                    .. Hostile.Select(typed => new FormValue(
                        typed, typed, typed, true, false, null, "text", false, "off")),
                ]),
        };

    private static Func<ContentRenderer, Task<RenderedPage>> FormError(string name) =>
        renderer => FormErrorPage.RenderAsync(renderer, FormErrors[name]);
}
