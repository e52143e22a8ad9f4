using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BlueSky.EndToEndTests;

/// <summary>The html part as its reader's mail program has it.</summary>
internal sealed partial record SentMail
{
    public IHtmlDocument Page => new HtmlParser().ParseDocument(Html);

    public IEnumerable<string> Links => Page.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!);
}
