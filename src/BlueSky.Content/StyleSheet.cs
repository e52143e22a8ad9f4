using System.Security.Cryptography;
using System.Text;

namespace BlueSky.Content;

/// <summary>The exact content of a page's only style element.</summary>
public sealed class StyleSheet(string css)
{
    public string Css { get; } = css;

    /// <summary>The source in a Content-Security-Policy that allows this style element and no other.</summary>
    public string PolicySource { get; } =
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)))}'";
}

/// <summary>A page as HTML, and what its response must allow: the style sheet and the image in it.</summary>
public sealed record RenderedPage(string Html, StyleSheet Style, Uri? Logo);
