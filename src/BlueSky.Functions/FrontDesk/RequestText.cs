using System.Globalization;
using BlueSky.Content.Staff;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.FrontDesk;

/// <summary>The words for a request's state, its contact and its language.</summary>
internal static class RequestText
{
    private const string NoName = "No name given";
    private const string English = "en";

    /// <summary>In characters; a longer name or wish is cut.</summary>
    private const int MaxShort = 80;

    public static Tag StateOf(RequestGroup group, Handling handling) => group switch
    {
        RequestGroup.Held => new Tag("Held back", TagTone.Wait),
        RequestGroup.Late => new Tag("Waiting too long", TagTone.Wait),
        RequestGroup.Tried => new Tag(NameOf(HandlingState.Tried)),
        RequestGroup.New => new Tag(NameOf(HandlingState.New)),
        _ => new Tag(NameOf(handling.State ?? HandlingState.New), handling.State switch
        {
            HandlingState.Called or HandlingState.Booked => TagTone.Good,
            HandlingState.Spam => TagTone.Bad,
            _ => TagTone.Plain,
        }),
    };

    public static string NameOf(HandlingState state) => state switch
    {
        HandlingState.New => "New",
        HandlingState.Tried => "No answer",
        HandlingState.Called => "We talked",
        HandlingState.Booked => "Visit booked",
        HandlingState.Closed => "Not a patient",
        HandlingState.Spam => "Spam",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The name of the button.</summary>
    public static string NameOf(RequestAction action) => action switch
    {
        RequestAction.Called => "We talked",
        RequestAction.NoAnswer => "No answer",
        RequestAction.Booked => "Visit booked",
        RequestAction.NotAPatient => "Not a patient",
        RequestAction.Reopen => "Reopen",
        RequestAction.Real => "Real person",
        RequestAction.Spam => "Spam",
        RequestAction.Note => "Save the note",
        RequestAction.Undo => "Undo",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    public static string NameIn(string? name) => Short(name) is { Length: > 0 } text ? text : NoName;

    /// <summary>"Maria"; the whole name when it has no parts.</summary>
    public static string FirstNameIn(string? name) => NameIn(name).Split(' ')[0];

    /// <summary>The phone number, or the email address of someone who prefers email or gave no number.</summary>
    public static Contact? ContactOf(RequestLine line)
    {
        var email = line.Email is { } address && EmailAddress.TryParse(address) is { CanBeSentTo: true } parsed
            ? new Contact(ContactKind.Email, FirstNameIn(line.Name), MailLink.To(parsed.Deliverable))
            : null;
        return PrefersEmail(line) && email is not null ? email
            : line.Phone is { } phone ? new Contact(ContactKind.Call, Short(phone), PhoneLink.Of(phone))
            : email;
    }

    /// <summary>"Prefers email" and the language, as far as they differ from the usual.</summary>
    public static IEnumerable<string> RemarksOn(RequestLine line)
    {
        if (PrefersEmail(line))
        {
            yield return "Prefers email";
        }
        else if (line.PreferredContact is { } contact && !IsPhone(contact))
        {
            yield return $"Prefers {Short(contact)}";
        }

        if (LanguageOf(line.Language) is { } language)
        {
            yield return $"Language: {language}";
        }
    }

    /// <summary>"Spanish (es)"; null for English, which all staff speak, and when it is unknown.</summary>
    public static string? LanguageOf(string? tag)
    {
        if (tag is null || tag.Split('-')[0].Equals(English, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var culture = CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
            return $"{culture.EnglishName} ({tag})";
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }

    /// <summary>A visitor's text for one line of a page.</summary>
    public static string Short(string? text)
    {
        var line = PostedText.Readable(PostedText.CleanLine(text ?? ""));
        return line.Length <= MaxShort ? line : string.Concat(line.AsSpan(0, MaxShort - 1), "…");
    }

    private static bool PrefersEmail(RequestLine line) =>
        line.PreferredContact?.Contains("mail", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsPhone(string contact) =>
        contact.Contains("phone", StringComparison.OrdinalIgnoreCase)
        || contact.Contains("call", StringComparison.OrdinalIgnoreCase);
}
