using System.Text;
using BlueSky.Functions.Http;
using BlueSky.Functions.Webhooks;

namespace BlueSky.Functions.Tests.Webhooks;

/// <summary>
/// What reading a hook may cost: twenty times its bytes and 256 KB, all counted that is allocated, also what could have
/// been given back at once.
/// </summary>
public sealed class WebhookMemoryTests : IDisposable
{
    private const int Mebibyte = 1024 * 1024;
    private const string Contact = "{\"name\":\"Contact Us\",\"id\":\"1\",\"data\":{";

    private static readonly string Breaks = Repeat("\\n", 500);

    private static readonly Dictionary<string, Func<string>> Bodies = new()
    {
        ["tiny fields"] = () => Fill("{", "\"a\":1,", "\"b\":2}"),
        ["tiny texts"] = () => Fill("{", "\"type\":\"\\n\",", "\"b\":2}"),
        ["tiny names that are escaped"] = () => Fill("{", "\"\\n\":1,", "\"b\":2}"),
        ["one name again and again"] = () => Fill("{", "\"reason\":\"\\u0041\",", "\"b\":2}"),
        ["no events"] = () => Fill("[", "{},", "{}]"),
        ["no events of any kind"] = () => Fill("[", "1,", "1]"),
        ["small events"] = () => Fill("[", "{\"event\":\"bounce\",\"email\":\"a\"},", "{}]"),
        ["small events of no meaning"] = () => Fill("[", "{\"event\":\"x\"},", "{}]"),
        ["a long text"] = () => Fill("[{\"event\":\"bounce\",\"reason\":\"", "x", "\"}]"),
        ["a long text of escapes"] = () => Fill("[{\"event\":\"bounce\",\"reason\":\"", "\\n", "\"}]"),
        ["a long name"] = () => Fill("[{\"", "x", "\":1}]"),
        ["a long name of escapes"] = () => Fill("[{\"", "\\u0041", "\":1}]"),
        ["a long name over an array"] = () =>
            $"{{\"data\":{{\"{Repeat("x", Mebibyte / 2)}\":[{Repeat("1,", Mebibyte / 8)}1]}}}}",
        ["deep arrays"] = () => Repeat("[", Mebibyte / 2) + Repeat("]", Mebibyte / 2),
        ["deep objects"] = () => Repeat("{\"data\":", Mebibyte / 9) + "1" + Repeat("}", Mebibyte / 9),
        ["what is no JSON"] = () => Fill("[", "{},", "x"),
        ["form: tiny fields"] = () => Fill(Contact, "\"a\":1,", "\"b\":2}}"),
        ["form: tiny texts"] = () => Fill(Contact, "\"a\":\"\\n\",", "\"b\":2}}"),
        ["form: an array"] = () => Fill($"{Contact}\"a\":[", "1,", "1]}}"),
        ["form: a long text"] = () => Fill($"{Contact}\"a\":\"", "x", "\"}}"),
        ["form: a long text of escapes"] = () => Fill($"{Contact}\"a\":\"", "\\n", "\"}}"),
        ["form: a thousand texts"] = () => Fill(Contact, $"\"a\":\"{Repeat("\\u0007", 160)}\",", "\"b\":2}}"),
        ["form: a deep value"] = () =>
            $"{Contact}\"a\":{Repeat("[", Mebibyte / 3)}{Repeat("]", Mebibyte / 3)}}}}}",
        ["form: other names"] = () =>
            Contact + string.Concat(Enumerable.Range(100_000, 90_000).Select(name => $"\"{name}\":1,")) + "\"b\":2}}",
        ["form: long names"] = () =>
            Contact + string.Concat(Enumerable.Range(1_000, 900).Select(n => $"\"{n}{Breaks}\":1,")) + "\"b\":2}}",
        ["form: small data again and again"] = () => Fill("{", "\"data\":{\"a\":1},", "\"b\":2}"),
        ["form: a long message"] = () => Fill($"{Contact}\"message\":\"", "\\n", "\"}}"),
        ["form: a long address"] = () => Fill($"{Contact}\"email\":\"", "<\\u0000", "\"}}"),
        ["form: a long phone number"] = () => Fill($"{Contact}\"phone\":", "1", "}}"),
        ["form: many names of one person"] = () => Fill(Contact, "\"first name\":\"x\",", "\"b\":2}}"),
        ["form: small payloads again and again"] = () => Fill("{", "\"payload\":{},", "\"b\":2}"),
    };

    private readonly WebflowApp webflow = new();

    public static TheoryData<string> Shapes => [.. Bodies.Keys];

    public void Dispose() => webflow.Dispose();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_mebibyte_costs_no_more_than_its_size_warrants(string shape)
    {
        var body = Encoding.UTF8.GetBytes(Bodies[shape]());
        Assert.InRange(body.Length, Mebibyte / 2, Mebibyte);
        var forms = webflow.App.Get<WebflowForms>();

        Assert.InRange(AllocatedBy(() => SendGridEventBody.Parse(body)), 0, (20L * body.Length) + (256 * 1024));
        Assert.InRange(
            AllocatedBy(() => WebflowHookBody.Parse(body) is { } hook ? forms.Read(hook) : null),
            0, (20L * body.Length) + (256 * 1024));
    }

    private static long AllocatedBy(Func<object?> read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
        }
        catch (MalformedBodyException)
        {
            // An answer like the others.
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Fill(string begin, string part, string end) =>
        begin + Repeat(part, (Mebibyte - begin.Length - end.Length) / part.Length) + end;

    private static string Repeat(string part, int times) => new StringBuilder().Insert(0, part, times).ToString();
}
