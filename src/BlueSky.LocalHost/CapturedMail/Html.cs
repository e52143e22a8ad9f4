using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace BlueSky.LocalHost.CapturedMail;

/// <summary>Finished html: text can become part of it only encoded.</summary>
internal readonly record struct Html(string Text)
{
    public static readonly Html Empty = new("");

    public static Html Of(HtmlTemplate template) => new(template.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts));

    public override string ToString() => Text;
}

/// <summary>An interpolated string whose values are encoded, except those that are <see cref="Html"/>.</summary>
[InterpolatedStringHandler]
internal readonly struct HtmlTemplate(int literalLength, int formattedCount)
{
    private const int ExpectedValueLength = 32;
    private readonly StringBuilder html = new(literalLength + (formattedCount * ExpectedValueLength));

    public void AppendLiteral(string literal) => html.Append(literal);

    public void AppendFormatted(string? text) => html.Append(WebUtility.HtmlEncode(text));

    public void AppendFormatted(int number) => html.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Html part) => html.Append(part.Text);

    public override string ToString() => html.ToString();
}
