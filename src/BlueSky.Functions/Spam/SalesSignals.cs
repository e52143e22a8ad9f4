using System.Text.RegularExpressions;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Spam;

/// <summary>
/// Words of advertising in contact forms. Offers to businesses (traffic, address lists, loans): a patient's message may
/// contain one such word, but hardly two. Offers to consumers (gambling, loans, crypto, medicines): many patients
/// mention these, so without an unfamiliar link they count at most once.
/// </summary>
internal static partial class SalesSignals
{
    public static IEnumerable<Signal> Of(Form form, FormEntry entry)
    {
        var text = string.Join('\n', TextSignals.FreeText(form, entry).Prepend(entry["name"] ?? ""));
        var links = Links.In(text);
        var pitches = Pitch().Matches(text).Select(match => match.Value.ToUpperInvariant()).Distinct().Count();
        var vices = Vice().Matches(text).Select(match => match.Value.ToUpperInvariant()).Distinct().Count()
            // Counts once, because patients of a clinic often name several medicines.
            + (OffersMedicine(text, links) ? 1 : 0);
        var words = pitches + (links.All(Links.IsFamiliar) ? Math.Min(vices, 1) : vices);
        if (words == 1)
        {
            yield return links.Count > 0
                ? new Signal("a sales word by a link", 4)
                : new Signal("a sales word", 3);
        }
        else if (words > 1)
        {
            yield return new Signal("sales words", 5);
        }
    }

    // A patient states the dose of a medicine; a seller states its price or a website.
    private static bool OffersMedicine(string text, IReadOnlyList<string> links) =>
        PharmacyPitch().IsMatch(text)
        || (Medicine().IsMatch(text)
            && (Offer().IsMatch(text) || (!links.All(Links.IsFamiliar) && !Dose().IsMatch(text))));

    [GeneratedRegex(
        """
        \b(?:back\s?links?|guest\s(?:posts?|blogging)|link\s(?:building|insertion)|domain\sauthority
        |seo\s(?:services?|experts?|agency|company|packages?|audit)|search\sengine\s(?:optimi[sz]ation|rankings?)
        |(?:rank\w*|get\syou\w*|put\syou\w*|appear\w*)\b[^.!?\n]{0,60}\b(?:first|top|1st)\s(?:page|spot)\s(?:of|on|in)
            \sgoogle
        |rank(?:ing)?\s(?:your\s(?:web)?site|higher)
        |(?:website|web|organic|targeted)\s(?:traffic|visitors)|more\s(?:traffic|visitors)\s(?:to|for|on)\syour
        |(?:professional|affordable|cheap|our)\sweb\s?(?:site)?\s(?:re)?design|web\s?(?:site)?\s(?:re)?design\sservices?
        |website\sredesign|redesign\syour\s(?:web)?site|explainer\svideos?
        |(?:verified|targeted|business|bulk|b2b|buy)\s(?:e-?mail|leads?)\s(?:lists?|databases?)
        |leads?\s(?:lists?|generation)
        |(?:business|instant)\sloans?\s(?:offers?|at|from|up)|working\scapital|merchant\scash
        |buy\s(?:followers|instagram|likes|reviews|views)|replica\swatches|essay\swriting|100%\sfree\straffic
        |make\smoney\s(?:online|fast))\b
        |продвижени[еюя]\sсайт|раскрутк|база\sданных\sклиентов|рассылк[аиу]\sпо\s(?:баз|форм|сайт|чат)|代开|刷单
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pitch();

    [GeneratedRegex(
        """
        \b(?:(?:online|crypto)\scasinos?|casino\sbonus|free\sspins|sports?\sbet(?:ting|s)|online\sslots|slots?\sgames?
        |(?:bitcoin|crypto|forex)\s(?:invest\w*|trading|trad(?:e|ing)\ssignals|profits?|wallet)|passive\sincome
        |(?:personal|payday)\sloans?\s(?:offers?|at|from|up)|onlyfans|hot\s(?:girls|singles)|adult\sdating)\b
        |онлайн.казино|казино|ставки\sна\sспорт|заработ(?:ок|ать|ка)\s(?:в\sинтернете|онлайн|от\s\d)
        |микроза[йё]м|\bзайм(?:ы|а|ов)?\b|кредит\sонлайн|博彩|赌场|彩票|贷款|सट्टा|كازينو|カジノ
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Vice();

    [GeneratedRegex(
        @"\b(?:viagra|cialis|levitra|kamagra|tadalafil|sildenafil|tramadol|xanax|oxycodone)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Medicine();

    [GeneratedRegex(
        @"\b(?:no\sprescription\s(?:needed|required)|online\spharmacy)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PharmacyPitch();

    [GeneratedRegex(
        """
        \b(?:buy|cheap(?:est)?|discount(?:s|ed)?|(?:fast|free|worldwide|discreet)\s(?:shipping|delivery)|best\sprices?
        |lowest\sprices?|per\spill|for\ssale|order\s(?:now|online))\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Offer();

    [GeneratedRegex(
        @"\b\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|g|ml|iu|units?|tablets?|pills?)\b|\b(?:daily|nightly|twice|bid|tid|prn)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dose();
}
