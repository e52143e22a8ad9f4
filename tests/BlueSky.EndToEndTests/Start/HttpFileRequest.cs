using System.Text;
using System.Text.RegularExpressions;

namespace BlueSky.EndToEndTests.Start;

/// <summary>A request of <c>tests.http</c>, with the status that its title ends with.</summary>
internal sealed partial record HttpFileRequest(
    string Title, int Status, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers,
    string Body)
{
    /// <summary>As editors read the file: a request behind each line that begins with <c>###</c>.</summary>
    public static IReadOnlyList<HttpFileRequest> All { get; } = Read(File.ReadAllText(Repository.HttpFile));

    private string? ContentType => Headers
        .Where(header => header.Name == "Content-Type").Select(header => header.Value).FirstOrDefault();

    /// <param name="host">Put in place of the file's own.</param>
    public HttpRequestMessage ToRequest(Uri host)
    {
        var origin = host.GetLeftPart(UriPartial.Authority);
        var request = new HttpRequestMessage(new HttpMethod(Method), OnHost(Target));
        foreach (var (name, value) in Headers.Where(header => header.Name != "Content-Type"))
        {
            request.Headers.TryAddWithoutValidation(name, OnHost(value));
        }

        if (ContentType is { } type)
        {
            var isMultipart = type.StartsWith("multipart/", StringComparison.Ordinal);
            request.Content = new ByteArrayContent(
                Encoding.UTF8.GetBytes(isMultipart ? Body.ReplaceLineEndings("\r\n") : Body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return request;

        string OnHost(string text) => text.Replace("{{host}}", origin, StringComparison.Ordinal);
    }

    private static List<HttpFileRequest> Read(string file)
    {
        var parts = Separator().Split(file.ReplaceLineEndings("\n"));
        var variables = Variable().Matches(parts[0])
            .Where(match => match.Groups[1].Value != "host")
            .ToDictionary(match => $"{{{{{match.Groups[1].Value}}}}}", match => match.Groups[2].Value);
        return
        [
            .. parts[1..].Select(part => ReadRequest(
                variables.Aggregate(part, (text, variable) => text.Replace(variable.Key, variable.Value)))),
        ];
    }

    private static HttpFileRequest ReadRequest(string part)
    {
        var (head, body) = part.Split("\n\n", 2) is [var before, var after] ? (before, after.Trim()) : (part, "");
        var lines = head.Trim().Split('\n');
        var title = Titled().Match(lines[0]);
        var request = lines[1].Split(' ');
        return new HttpFileRequest(
            title.Groups[1].Value, int.Parse(title.Groups[2].Value), request[0], request[1],
            [.. lines[2..].Select(line => line.Split(": ", 2)).Select(header => (header[0], header[1]))], body);
    }

    [GeneratedRegex("^### ", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^@(\w+) = (.+)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(.+): (\d{3})$")]
    private static partial Regex Titled();
}
