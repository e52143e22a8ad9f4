using System.Text;
using System.Text.Json;

namespace BlueSky.EndToEndTests.Hostile;

/// <summary>As many hostile posts as asked for, the same in every run but for the addresses in them.</summary>
internal sealed class HostileGenerator(ulong seed)
{
    private static readonly string[] ContentTypes =
        ["application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=b"];

    private static readonly string[] Names =
    [
        "name", "email", "Email-4", "phone", "message", "preferred_time", "_gotcha", "_next", "_id", "_cc", "", " ",
        "a.b", "a[b]",
        "Größe", "🙂", "name\n", "\u0000", "open.", "PartitionKey", "RowKey", "odata.type", "Timestamp", "State",
    ];

    private static readonly string[] Pieces =
    [
        "a", "Ada", "@", "example.org", " ", "\t", "\r\n", "\u0000", "\u001b", "\u0085", "\u2028", "\ufeff",
        "\u202e", "é", "e\u0301", "👩‍⚕️", "𝔘", "'", "\"", "\\", "<b>", "&amp;", "%00", "%", "//evil.example", "javascript:", "=1+1",
        "505-336-0217", "{}", "[]", ",", "null",
    ];

    private readonly SeededRandom random = new(seed);

    public IEnumerable<RawRequest> Take(int count) => Enumerable.Range(0, count).Select(n => Next($"generated {n}"));

    private RawRequest Next(string kind) => random.Below(8) switch
    {
        0 => RawRequest.Of($"{kind}: noise", random.Of(ContentTypes), random.Bytes(random.Below(2_000))),
        1 => RawRequest.Of($"{kind}: form", ContentTypes[0], Form(random.Below(12))),
        2 => RawRequest.Of($"{kind}: many fields", ContentTypes[0], Form(random.Below(2_000))),
        3 => RawRequest.Of($"{kind}: json", ContentTypes[1], Json(depth: 3)),
        4 => RawRequest.Of($"{kind}: damaged json", ContentTypes[1], Damaged(Json(depth: 1))),
        5 => RawRequest.Of($"{kind}: multipart", ContentTypes[2], Multipart(random.Below(12))),
        6 => RawRequest.Of($"{kind}: damaged multipart", ContentTypes[2], Damaged(Multipart(3))),
        _ => RawRequest.Of($"{kind}: valid but for one field", random.Of(ContentTypes), Valid()),
    };

    // An acceptable post, and one field more that may or may not be.
    private string Valid() => $"name=Ada&email={Some.Token()}%40example.org&{Field(escaped: true)}";

    private string Form(int fields) =>
        string.Join('&', Enumerable.Range(0, fields).Select(_ => Field(escaped: random.Below(9) > 0)));

    private string Field(bool escaped) =>
        $"{Uri.EscapeDataString(random.Of(Names))}={(escaped ? Uri.EscapeDataString(Value()) : Value())}";

    private string Multipart(int parts) =>
        string.Concat(Enumerable.Range(0, parts).Select(_ => Part(random.Of(Names), Value()))) + "--b--\r\n";

    private static string Part(string name, string value) =>
        $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

    private string Json(int depth) =>
        $"{{{string.Join(',', Enumerable.Range(0, random.Below(8)).Select(_ => Member(depth)))}}}";

    private string Member(int depth) => $"{Quoted(random.Of(Names))}:{JsonValue(depth)}";

    private string JsonValue(int depth) => random.Below(depth > 0 ? 8 : 6) switch
    {
        0 => "null",
        1 => "true",
        2 => random.Of(["0", "-1", "1.5", "1e400", "123456789012345678901234567890"]),
        3 => $"[{string.Join(',', Enumerable.Range(0, random.Below(4)).Select(_ => Quoted(Value())))}]",
        6 => Json(depth - 1),
        7 => $"[{JsonValue(depth - 1)}]",
        _ => Quoted(Value()),
    };

    private string Value() => random.Below(20) switch
    {
        0 => new string('x', random.Below(70_000)),
        1 or 2 => $"{Some.Token()}@example.org",
        _ => random.Text(Pieces, most: 8),
    };

    private byte[] Damaged(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        for (var times = random.Below(4) + 1; times > 0; times--)
        {
            bytes[random.Below(bytes.Length)] = (byte)random.Below(256);
        }

        return random.Below(2) == 0 ? bytes : bytes[..random.Below(bytes.Length)];
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
