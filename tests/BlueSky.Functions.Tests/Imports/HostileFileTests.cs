using System.Text;
using CsCheck;

namespace BlueSky.Functions.Tests.Imports;

/// <summary>Whatever a file holds, reading it ends, and each of its lines is an address, is told or is empty.</summary>
public sealed class HostileFileTests
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.OneOf(
            "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", "\r", "\0", " ", "=", "'", "\uFEFF", "\uD800", "sep=;\n",
            "Email", "Email Address,State,Consent text\n", "Status", "unsubscribed", "ada@example.org", "eve@example.org",
            "\n\"", "\"\n", "@", "é", "日本", "2026-01-08 19:42:07", "9999-12-31", "0001-01-01"),
        Gen.String[0, 20]);

    private static readonly Gen<string> Text = Piece.Array[0, 60].Select(string.Concat);

    private static readonly Gen<byte[]> Bytes = Gen.OneOf(
        Gen.Byte.Array[0, 400],
        Gen.Select(Text, Gen.OneOf("utf-8", "utf-16", "utf-16BE", "iso-8859-1", "utf-32"))
            .Select((text, encoding) => Reading.Bytes(text, Encoding.GetEncoding(encoding))));

    [Fact]
    public void Reading_never_throws_and_keeps_what_it_promises() => Gen.Select(
        Bytes, Gen.OneOf("a.csv", "unsubscribed_a.csv", "cleaned_", "")).Sample(
        (bytes, name) =>
        {
            var (file, fault) = Reading.Try(bytes, name);
            Assert.True(file is null != fault is null);
            Assert.True(file is null || file.Unreadable.Count <= file.UnreadableCount);
            Assert.Equal(
                file?.Lines.Count ?? 0, file?.Lines.Select(line => line.Email.ToLowerInvariant()).Distinct().Count() ?? 0);
        },
        iter: 3_000);

    private static readonly Gen<(string Line, string? Address)> Line = Gen.OneOf(
        Gen.Int[0, 99].Select(i => ($"Ada,a{i}@example.org,x", (string?)$"a{i}@example.org")),
        Gen.Int[0, 99].Select(i => ($"\"Ada \"\"A\"\"\",b{i}@example.org,\"x,y\"", (string?)$"b{i}@example.org")),
        Gen.Int[0, 99].Select(i => ($"\"Ada\nof {i}\",c{i}@example.org,\"x\ny\"", (string?)$"c{i}@example.org")),
        Gen.OneOf("\"Ada,ada@example.org,x", "Ada,\"ada@example.org", "Ada", ",,", "Ada,ada at example,x", "\"")
            .Select(line => (line, (string?)null)));

    [Fact]
    public void Each_line_is_an_address_or_is_told_whatever_is_around_it() => Line.Array[1, 40].Sample(
        lines =>
        {
            var text = "Name,Email,Note\n" + string.Join('\n', lines.Select(line => line.Line)) + "\n";

            var (file, _) = Reading.Try(Reading.Bytes(text));

            var addresses = lines.Select(line => line.Address).OfType<string>().ToHashSet();
            if (addresses.Count == 0)
            {
                Assert.Null(file);
                return;
            }

            Assert.Equal(
                addresses.Order(StringComparer.Ordinal), file!.Lines.Select(line => line.Email).Order(StringComparer.Ordinal));
            Assert.Equal(lines.Count(line => line.Address is null), file.UnreadableCount);
        },
        iter: 2_000);
}
