using System.Text.Json;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;

namespace BlueSky.Functions.Webhooks;

/// <summary>A form submission as Webflow sends it.</summary>
/// <param name="FormName">The name of the form in Webflow; null when missing.</param>
/// <param name="Id">Webflow's own id of the submission, the same in each delivery.</param>
/// <param name="SubmittedAt">As sent.</param>
/// <param name="Form">Its fields, under the names that visitors see.</param>
/// <param name="Problem">Why it is unreadable; then the only field is the body.</param>
internal sealed record WebflowHook(
    string? FormName, string? Id, string? SubmittedAt, PostedForm Form, string? Problem = null);

/// <summary>
/// The body of a hook: version 2 wraps the submission in <c>payload</c> and names its trigger, version 1 is the
/// submission itself.
/// </summary>
internal static class WebflowHookBody
{
    /// <summary>The field that contains an unreadable body; no form has a field of this name.</summary>
    public const string BodyField = "_body";

    private const string FormSubmission = "form_submission";

    /// <summary>In bytes: the limit for a form's name, a submission's id and a field's name.</summary>
    private const int MaxName = 1_000;

    /// <summary>In bytes: at least what a row can hold for any text. It is cut to that later.</summary>
    private const int MaxValue = ExtraFields.MaxColumnLength * JsonText.BytesOfEscape;

    private const int Trigger = 0;
    private const int Payload = 1;
    private const int Data = 2;
    private const int FormName = 3;
    private const int Id = 4;
    private const int IdOfVersion1 = 5;
    private const int SubmittedAt = 6;
    private const int SubmittedAtOfVersion1 = 7;

    private static readonly string[] Names =
        ["triggerType", "payload", "data", "name", "id", "_id", "submittedAt", "d"];

    /// <returns>Null for a hook about something else. An unreadable hook is not lost: it contains its body.</returns>
    public static WebflowHook? Parse(ReadOnlyMemory<byte> body)
    {
        var json = JsonText.WithoutMark(body).Span;
        try
        {
            var reader = JsonText.ReaderOf(json);
            reader.Read();
            var root = ReadPart(ref reader, json, isRoot: true);
            JsonText.ReadToEnd(ref reader);
            return root[Trigger] is { } trigger && trigger != FormSubmission ? null
                : (root.Payload ?? root) is { Fields: { } fields } submission ? HookOf(submission, fields)
                : Unreadable(json, "the hook holds no form submission");
        }
        catch (JsonException)
        {
            return Unreadable(json, "the hook is not valid JSON");
        }
    }

    private static WebflowHook HookOf(Part submission, FieldList fields) => new(
        submission[FormName],
        submission[Id] ?? submission[IdOfVersion1],
        submission[SubmittedAt] ?? submission[SubmittedAtOfVersion1],
        fields.ToForm());

    private static Part ReadPart(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, bool isRoot)
    {
        var part = new Part();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return part;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = JsonText.IndexOfName(ref reader, Names);
            reader.Read();
            switch (name)
            {
                case Payload when isRoot:
                    part.Payload = ReadPart(ref reader, json, isRoot: false);
                    break;
                case Data when reader.TokenType == JsonTokenType.StartObject:
                    part.Fields = ReadFields(ref reader, json);
                    break;
                case < 0 or Payload or Data:
                    reader.Skip();
                    break;
                default:
                    part[name] = TextOf(ref reader, json, MaxName).Trim() is { Length: > 0 } text ? text : null;
                    break;
            }
        }

        return part;
    }

    private static FieldList ReadFields(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var fields = new FieldList();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = fields.IsFull ? "" : JsonText.Of(ref reader, MaxName)!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                ReadValue(ref reader, json, name, fields);
                continue;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                ReadValue(ref reader, json, name, fields);
            }
        }

        return fields;
    }

    private static void ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string name, FieldList fields)
    {
        if (fields.IsFull)
        {
            reader.Skip();
            fields.Add("", "");
        }
        else
        {
            fields.Add(name, TextOf(ref reader, json, MaxValue));
        }
    }

    // Returns an object or an array as raw JSON.
    private static string TextOf(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int maxBytes)
    {
        var begin = (int)reader.TokenStartIndex;
        if (JsonText.Of(ref reader, maxBytes) is { } text)
        {
            return text;
        }

        reader.Skip();
        return JsonText.Decode(json[begin..(int)reader.BytesConsumed], maxBytes);
    }

    private static WebflowHook Unreadable(ReadOnlySpan<byte> json, string problem) => new(
        null, null, null, new PostedForm([new PostedField(BodyField, JsonText.Decode(json, MaxValue))]), problem);

    /// <summary>The known fields of the root, or of its payload.</summary>
    private sealed class Part
    {
        private readonly string?[] texts = new string?[Names.Length];

        public Part? Payload { get; set; }

        public FieldList? Fields { get; set; }

        /// <summary>Null when missing or empty.</summary>
        public string? this[int name]
        {
            get => texts[name];
            set => texts[name] = value;
        }
    }
}
