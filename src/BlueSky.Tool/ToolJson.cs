using System.Text.Json;
using System.Text.Json.Serialization;
using BlueSky.Functions.Backups;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;
using BlueSky.Tool.Commands;

namespace BlueSky.Tool;

/// <summary>Serializes the app's own types, so that new columns are printed automatically.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(LowerCase<SubmissionState>), typeof(LowerCase<MailState>), typeof(LowerCase<SubscriptionState>),
        typeof(LowerCase<HandlingState>), typeof(LowerCase<RequestAction>), typeof(LowerCase<ImportState>),
        typeof(LowerCase<ImportConfirmation>),
    ])]
[JsonSerializable(typeof(PersonalData))]
[JsonSerializable(typeof(IReadOnlyList<RequeueResult>))]
[JsonSerializable(typeof(IReadOnlyList<ReleaseResult>))]
[JsonSerializable(typeof(ErasureResult))]
[JsonSerializable(typeof(PrintedCode))]
[JsonSerializable(typeof(Import))]
[JsonSerializable(typeof(IReadOnlyList<BackupExport>))]
[JsonSerializable(typeof(RestoreReport))]
internal sealed partial class ToolJson : JsonSerializerContext;

/// <summary>States as in the tables.</summary>
internal sealed class LowerCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;

/// <summary>
/// Writes text without escapes (System.Text.Json would escape every emoji), except for characters that control a
/// terminal or the text direction.
/// </summary>
internal sealed class UnescapedText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteRawValue(
            string.Concat(ExtraFields.Quote(value).Select(c => MustEscape(c) ? $"\\u{(int)c:x4}" : $"{c}")),
            skipInputValidation: true);

    private static bool MustEscape(char c) =>
        char.IsControl(c) || PostedText.IsBidirectionalControl(c) || c is '\u2028' or '\u2029';
}
