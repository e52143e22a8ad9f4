using BlueSky.Content.Pages;

namespace BlueSky.Content.Tests.Pages;

/// <summary>The form with what was typed, as the app shows it after a post that was not accepted.</summary>
internal static class FormSamples
{
    private static readonly Uri Action = new("https://forms.example.com/api/f/consultation");

    public static FormErrorModel OneProblem(ClinicDetails clinic) => Consultation(
        clinic,
        [new("phone", clinic.Texts["Field.NotAPhone"])],
        Typed("name", "Maria Lopez", clinic) with { Required = true, AutoComplete = "name" },
        Phone("12345", clinic) with { Problem = clinic.Texts["Field.NotAPhone"] },
        Email("", clinic),
        Contact("Phone", clinic),
        Typed("preferred_time", "weekday mornings", clinic) with { IsShort = true, IsMarkedOptional = true },
        Message("Mornings are best.\nMy daughter may answer the phone.", clinic),
        FormValue.OfHidden("_next", "https://www.example.com/thank-you"));

    /// <summary>A choice that only the website knows, and a problem that no field has.</summary>
    public static FormErrorModel SeveralProblems(ClinicDetails clinic) => Consultation(
        clinic,
        [
            new("name", clinic.Texts["Field.name.Missing"]),
            new("email", clinic.Texts["Field.NotAnEmail"]),
            new("cv", clinic.Texts["Field.NoFiles"]),
        ],
        Typed("name", "", clinic) with
        {
            Required = true, AutoComplete = "name", Problem = clinic.Texts["Field.name.Missing"],
        },
        Phone("(505) 555-0100", clinic),
        Email("ann@example", clinic) with { Problem = clinic.Texts["Field.NotAnEmail"] },
        Contact("Text message", clinic),
        Typed("preferred_time", "Tuesday\nor Friday", clinic) with { IsShort = true, IsMarkedOptional = true },
        Message("", clinic));

    public static FormErrorModel Unavailable(ClinicDetails clinic) => new(
        clinic,
        new FormNotice(clinic.Texts["Refused.Unavailable.Title"], new PageText("Refused.Unavailable.Message")),
        [new(null, "Not shown.")],
        new Uri("https://forms.example.com/api/f/subscribe"),
        [Email("ann@example.org", clinic) with { Required = true, GroupHint = null, IsShort = false }],
        clinic.Texts["FormPage.Subscribe"]);

    public static FormErrorModel Hostile(ClinicDetails clinic) => Consultation(
        clinic,
        [new("f0", Samples.Hostile[0])],
        [
            .. Samples.Hostile.Select((typed, i) => new FormValue($"f{i}", typed, typed)
            {
                Multiline = i % 2 == 0, Problem = i == 0 ? typed : null, Hint = typed,
                Options = i == 3 ? [new("", "Any"), new("a", typed)] : [],
            }),
            .. Samples.Hostile.Select(typed => FormValue.OfHidden(typed, typed)),
        ]);

    private static FormErrorModel Consultation(
        ClinicDetails clinic, IReadOnlyList<FieldProblem> problems, params FormValue[] values) =>
        new(clinic, Notice: null, problems, Action, values, clinic.Texts["FormPage.SendRequest"]);

    private static FormValue Typed(string name, string value, ClinicDetails clinic) =>
        new(name, clinic.Texts[$"Field.{name}.Label"], value);

    private static FormValue Phone(string value, ClinicDetails clinic) => Typed("phone", value, clinic) with
    {
        InputType = "tel", AutoComplete = "tel", IsShort = true, GroupHint = clinic.Texts["FormPage.ReachHint"],
    };

    private static FormValue Email(string value, ClinicDetails clinic) => Typed("email", value, clinic) with
    {
        InputType = "email", AutoComplete = "email", IsShort = true, GroupHint = clinic.Texts["FormPage.ReachHint"],
    };

    private static FormValue Contact(string value, ClinicDetails clinic) =>
        Typed("preferred_contact", value, clinic) with
        {
            IsShort = true,
            Options =
            [
                .. ((string[])["Either", "Phone", "Email"]).Select(choice => new FormOption(
                    choice == "Either" ? "" : choice, clinic.Texts[$"Field.preferred_contact.{choice}"])),
            ],
        };

    private static FormValue Message(string value, ClinicDetails clinic) => Typed("message", value, clinic) with
    {
        Multiline = true, IsMarkedOptional = true, Hint = clinic.Texts["FormPage.MessageHint"],
    };
}
