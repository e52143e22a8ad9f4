using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BlueSky.EndToEndTests;

/// <summary>The html part as its reader's email program shows it.</summary>
internal static class SentMailPage
{
    extension(SentMail mail)
    {
        public IHtmlDocument Page => new HtmlParser().ParseDocument(mail.Html);

        public IEnumerable<string> Links =>
            mail.Page.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!);
    }
}
