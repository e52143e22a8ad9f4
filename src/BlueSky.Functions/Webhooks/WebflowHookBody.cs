using System.Text;
using System.Text.Json;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;

namespace BlueSky.Functions.Webhooks;

/// <summary>
/// The body of a hook: version 2 wraps the submission into <c>payload</c> and names its trigger, version 1 is the
/// submission.
/// </summary>
internal static class WebflowHookBody
{
    /// <summary>The field that holds a body which could not be read; no form has one of this name.</summary>
    public const string BodyField = "_body";

    private const string FormSubmission = "form_submission";

    /// <returns>
    /// Null for a hook about something else. One that cannot be read is no reason to lose it: it holds its body.
    /// </returns>
    public static WebflowHook? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return TextOf(root, "triggerType") is { } trigger && trigger != FormSubmission ? null
                : Submission(root) is { } submission ? HookIn(submission)
                : Unreadable(body, "the hook holds no form submission");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are not UTF-8, make the strings' readers throw the second one.
            return Unreadable(body, "the hook is not valid JSON");
        }
    }

    private static JsonElement? Submission(JsonElement root)
    {
        var submission = Property(root, "payload") ?? root;
        return Property(submission, "data") is { ValueKind: JsonValueKind.Object } ? submission : null;
    }

    private static WebflowHook HookIn(JsonElement submission)
    {
        var form = FieldsOf(submission.GetProperty("data"));
        return new(
            TextOf(submission, "name"),
            TextOf(submission, "id") ?? TextOf(submission, "_id"),
            TextOf(submission, "submittedAt") ?? TextOf(submission, "d"),
            form.Fields)
        {
            HasTooManyValues = form.HasTooManyValues,
        };
    }

    private static PostedForm FieldsOf(JsonElement data)
    {
        var fields = new FieldList();
        foreach (var property in data.EnumerateObject())
        {
            // A property makes a string of its name at each look.
            var name = property.Name;
            IEnumerable<JsonElement> values =
                property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray() : [property.Value];
            foreach (var value in values)
            {
                if (fields.IsFull)
                {
                    fields.Add("", "");
                    return fields.ToForm();
                }

                fields.Add(name, TextOf(value));
            }
        }

        return fields.ToForm();
    }

    // As written: a phone number comes as a number, and must not be rounded or put into another notation.
    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static string? TextOf(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: not JsonValueKind.Null } value
        && TextOf(value).Trim() is { Length: > 0 } text
            ? text
            : null;

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static WebflowHook Unreadable(ReadOnlyMemory<byte> body, string problem) =>
        new(null, null, null, [new PostedField(BodyField, Encoding.UTF8.GetString(body.Span))], problem);
}
