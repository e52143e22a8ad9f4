using System.Text;
using BlueSky.Functions.Imports;

namespace BlueSky.Functions.Tests.Imports;

/// <summary>Reads a file's text or bytes as an import.</summary>
internal static class Reading
{
    public static ImportFile Read(string text, string fileName = "contacts.csv", Encoding? encoding = null) =>
        Try(Bytes(text, encoding), fileName).File!;

    /// <summary>Address, state and time of each line, in the order of the addresses.</summary>
    public static IEnumerable<string> Lines(string text, string fileName = "contacts.csv") =>
        Read(text, fileName).Lines.OrderBy(line => line.Email, StringComparer.Ordinal)
            .Select(line => $"{line.Email} {line.State} {line.At:yyyy-MM-dd HH:mm}".TrimEnd());

    public static (ImportFile? File, ImportFault? Fault) Try(byte[] bytes, string fileName = "contacts.csv")
    {
        using var app = new TestApp(startsAt: DateTimeOffset.Parse("2026-11-27T19:00:00Z"));
        using var file = new MemoryStream(bytes);
        return app.Get<ImportReader>().Read(file, fileName, CancellationToken.None);
    }

    /// <summary>With a byte order mark, if the encoding has one.</summary>
    public static byte[] Bytes(string text, Encoding? encoding = null)
    {
        encoding ??= new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
    }
}
