using System.Globalization;
using System.Text;
using BlueSky.Functions.Forms;
using CsCheck;

namespace BlueSky.Functions.Tests.Hostile;

/// <summary>Texts as people paste them and as attackers write them, and what has to be left of them.</summary>
internal static class HostileText
{
    private static readonly string[] Pieces =
    [
        "a", "Ada", "@", "example.org", " ", "\t", "\r\n", "\n", "\r", "\v", "\f", "\0", "\u001b", "\u007f",
        "\u0085", "\u2028", "\ufeff", "\ufffc", "\ufffd", "\u202e", "\u200b", "é", "e\u0301", "👩‍⚕️", "𝔘",
        "\U0010FFFD", "\ufffe", "\uffff", "'", "\"", "\\",
        "<b>", "</textarea>", "&amp;", "&", "=", "+", "%00", "%", "%u0041", "%zz", ";", "--b", "--b--", "//evil.example",
        "javascript:", "=1+1", "505-336-0217", "{}", "{\"a\":", "[]", ",", "null", "{0}", "\ud83d", "\ude00",
    ];

    private static readonly Gen<string> AnyRune = Gen.OneOf(
        Gen.Int[0x20, 0x7E], Gen.Int[0, 0xD7FF], Gen.Int[0xE000, 0xFFFF], Gen.Int[0x10000, 0x10FFFF])
        .Select(char.ConvertFromUtf32);

    private static readonly Gen<string> Piece = Gen.OneOf(Gen.OneOf(Pieces), AnyRune);

    /// <summary>Mostly short; long ones are at the edges of what fields, columns and bodies take.</summary>
    public static Gen<string> Any { get; } = Gen.Frequency(
        (20, Piece.Array[0, 8].Select(pieces => string.Concat(pieces))),
        (2, Gen.Select(Piece, Gen.OneOf(Gen.Int[1, 200], Gen.Int[4_990, 5_010], Gen.Int[16_000, 17_000]))
            .Select((piece, length) =>
                string.Concat(Enumerable.Repeat(piece, Math.Max(1, length / piece.Length))))));

    public static Gen<string> Email { get; } = Gen.OneOf(
        Gen.Select(Any, Any).Select((local, domain) => $"{local}@{domain}"),
        Gen.Select(Gen.OneOf(
            "{0}@example.org", " {0}@example.org ", "mailto:{0}@example.org", "Ada L <{0}@example.org>",
            "{0}\u200b@example.org.", "\u202a{0}@example.org\u202c", "{0} @ example.org", "\"{0}@example.org\"",
            "{0}..x@example.org", "ö{0}@example.org", "{0}@exämple.org", "=?{0}?=@example.org", "{0}", "{0}@", "@{0}",
            "{0}@[192.0.2.1]", "{0}@example.org, b@example.org", "o’{0}@ex‑ample.org", "{0}@example.org\0"),
            Gen.Int[0, 99_999]).Select((shape, n) => string.Format(CultureInfo.InvariantCulture, shape, $"a{n}")));

    public static Gen<string> Phone { get; } = Gen.Select(
        Gen.OneOf(
            "505-33{0}", "tel:+1505{0}", "(505) {0} x12", "{0}", "٥٠٥{0}", "{0} or 505 555 0100", "call {0}!",
            "+{0};ext=4"),
        Gen.Int[0, 9_999_999]).Select((shape, n) => string.Format(CultureInfo.InvariantCulture, shape, n));

    /// <summary>
    /// What people can see of a text. White space is what forms may change; controls, U+FFFC and U+FEFF are left out,
    /// and half a surrogate pair cannot be written down.
    /// </summary>
    public static string VisibleOf(string text) => string.Concat(text.EnumerateRunes().Where(rune =>
        !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && rune.Value is not (0xFFFC or 0xFEFF)));

    /// <summary>True when what was typed is among the texts: as it is, or as an address is kept.</summary>
    public static bool Holds(string visibleTexts, string typed) =>
        visibleTexts.Contains(VisibleOf(typed), StringComparison.Ordinal)
        || (typed.Contains('@', StringComparison.Ordinal)
            && visibleTexts.Contains(VisibleOf(EmailAddress.Fold(typed)), StringComparison.Ordinal));
}
