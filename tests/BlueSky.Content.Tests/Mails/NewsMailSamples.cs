using BlueSky.Content.Localization;
using BlueSky.Content.Mails;

namespace BlueSky.Content.Tests.Mails;

/// <summary>What a clinic may write to its subscribers.</summary>
internal static class NewsMailSamples
{
    public const string Subject = "Our holiday hours, and a new guide";

    public const string Holidays = """
        The year is almost over. Here are two things you may want to know.

        ## When we are open in December

        - **December 21 to 23:** 9 AM to 5 PM
        - **December 24 and 25:** closed
        - **December 28 to 31:** 9 AM to 3 PM

        ## New: keeping notes between visits

        A few lines a day can make the next talk with your doctor easier. Our new guide shows how. It fits on one page,
        and you can print it.

        [Read the guide](https://www.example.org/resources/keeping-notes)
        """;

    /// <summary>Whatever Markdown can say in an email.</summary>
    public const string AllFormats = """
        # The first level is as the second

        Some words are **bold**, some *italic*, and some ***both***. Some lead to
        [our website](https://www.example.org/news?a=1&b=2), or to [another **page**](https://www.example.org/page). A line ends  
        here.

        ### A smaller heading

        1. First, read [this](https://www.example.org/one).
        2. Then call.

        * An item
          * and one within it.

        > A quote is a paragraph.

        `Code` is text, & so is 1 < 2.

        **[A button](https://www.example.org/button)**
        """;

    private const string Vacaciones = """
        El año casi termina. Le contamos dos cosas que puede querer saber.

        ## Cuándo abrimos en diciembre

        - **Del 21 al 23 de diciembre:** de 9 a. m. a 5 p. m.
        - **24 y 25 de diciembre:** cerrado

        [Leer la guía](https://www.example.org/es/guia)
        """;

    public static NewsMailModel In(ClinicDetails clinic) => new(
        clinic,
        clinic.Texts == Texts.Spanish ? "Nuestro horario de fin de año, y una guía" : Subject,
        NewsText.Parse(clinic.Texts == Texts.Spanish ? Vacaciones : Holidays),
        MailSamples.Link("unsubscribe", clinic));
}
