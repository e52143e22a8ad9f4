using System.Text.RegularExpressions;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Spam;

/// <summary>
/// What is sold through contact forms. One such word may stand in a patient's story; two hardly do.
/// </summary>
internal static partial class SalesSignals
{
    public static IEnumerable<Signal> Of(Form form, FormEntry entry)
    {
        var text = string.Join('\n', TextSignals.FreeText(form, entry).Prepend(entry["name"] ?? ""));
        var words = Sales().Matches(text).Select(match => match.Value.ToUpperInvariant()).Distinct().Count()
            // However many of these there are, they are medicines: this is a clinic.
            + (Pills().IsMatch(text) ? 1 : 0);
        if (words == 1)
        {
            yield return Links.In(text).Count > 0
                ? new Signal("a sales word by a link", 4)
                : new Signal("a sales word", 3);
        }
        else if (words > 1)
        {
            yield return new Signal("sales words", 5);
        }
    }

    [GeneratedRegex(
        """
        \b(?:back\s?links?|guest\s(?:posts?|blogging)|link\s(?:building|insertion)|domain\sauthority
        |seo\s(?:services?|experts?|agency|company|packages?|audit)|search\sengine\s(?:optimi[sz]ation|rankings?)
        |(?:first|top|1st)\s(?:page|spot)\s(?:of|on|in)\sgoogle|rank(?:ing)?\s(?:your\s(?:web)?site|higher)
        |(?:website|organic|targeted|more)\s(?:traffic|visitors)|web\s?(?:site)?\s(?:re)?design\s(?:services?|company)
        |(?:redesign|improve)\syour\s(?:web)?site|explainer\svideos?|(?:email|leads?)\s(?:lists?|database|generation)
        |(?:online|crypto)\scasinos?|casino\sbonus|free\sspins|sports?\sbet(?:ting|s)|slots?\s(?:online|games?)
        |(?:bitcoin|crypto|forex)\s(?:invest\w*|trading|trad(?:e|ing)\ssignals|profits?|wallet)|passive\sincome
        |(?:business|personal|instant|payday)\sloans?\s(?:offers?|at|from|up)|working\scapital|merchant\scash
        |buy\s(?:followers|instagram|likes|reviews|views)|onlyfans|hot\s(?:girls|singles)|adult\sdating
        |replica\swatches|essay\swriting|100%\sfree\straffic|make\smoney\s(?:online|fast))\b
        |продвижени[еюя]\sсайт|раскрутк|онлайн.казино|казино|ставки\sна|заработ(?:ок|ать|ка)\s|займ|кредит\sонлайн
        |база\sданных\sклиентов|рассылк[аиу]\sпо|博彩|赌场|彩票|代开|刷单|贷款|सट्टा|كازينو|カジノ
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Sales();

    [GeneratedRegex(
        """
        \b(?:viagra|cialis|levitra|kamagra|tadalafil|sildenafil
        |no\sprescription\s(?:needed|required)|online\spharmacy)\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pills();
}
