using System.Text.RegularExpressions;

namespace BlueSky.Content.Tests.Mails;

/// <summary>Words that no email uses.</summary>
public sealed partial class MailWordTests
{
    private const double MaxGrade = 7;

    public static TheoryData<string> InEnglish => [.. MailSamples.Names.Where(name => !MailSamples.IsSpanish(name))];

    /// <summary>All but those with what visitors wrote.</summary>
    public static TheoryData<string> WithoutDetails =>
    [
        .. MailSamples.Names.Where(name => !MailSamples.IsSpanish(name)
            && name is not ("staff-notice-with-details" or "staff-notice-from-a-hostile-visitor")),
    ];

    [Theory]
    [MemberData(nameof(InEnglish))]
    public async Task An_email_is_an_email_and_nobody_is_blamed(string name)
    {
        var mail = await MailSamples.RenderAsync(name);
        // Links may have other words, and one resource is called by what its link says.
        var words = $"{mail.Subject}\n{Link().Replace(mail.Text, "")}";

        Assert.DoesNotMatch(NotOurWord(), words);
        Assert.DoesNotMatch(NotOurWord(), Rendering.Parse(mail.Html).Body!.FirstElementChild!.TextContent);
    }

    [Theory]
    [MemberData(nameof(WithoutDetails))]
    public async Task An_email_is_easy_to_read(string name)
    {
        // Names of settings, references and the clinic's address are no sentences.
        var text = (await MailSamples.RenderAsync(name)).Text.Split("\n-- \n")[0];

        Assert.InRange(
            ReadingGrade.Of(Block().Split(Name().Replace(Link().Replace(text, ""), ""))), -5, MaxGrade);
    }

    [GeneratedRegex(@"\b(mails?|e-mails?|invalid|error|illegal|flood|misuse)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NotOurWord();

    [GeneratedRegex(@"\b(Limits:\w+|BSK-[\w.-]+)|\w+, \w+ \d+, \d{4}, [\d:]+\s[AP]M\s\(.*?\)", RegexOptions.Singleline)]
    private static partial Regex Name();

    [GeneratedRegex(@"\n\s*\n|\n(?=\*|\d\.)")]
    private static partial Regex Block();

    [GeneratedRegex(@"https://\S+")]
    private static partial Regex Link();
}
