using System.Net.Mail;
using System.Text;
using System.Text.Json;

namespace BlueSky.LocalHost.SendGrid;

/// <summary>Reads elements that may be missing or of another kind, without exceptions.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.Text() : null;

    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list)
            && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    public static IReadOnlyList<JsonProperty> Properties(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject()] : [];

    /// <summary>True for an object with an <c>email</c> that SendGrid accepts: ASCII only.</summary>
    public static bool IsMailbox(this JsonElement element) =>
        element.Text("email") is { Length: <= 254 } email && Ascii.IsValid(email)
        && MailAddress.TryCreate(email, out var address) && address.Address == email
        && address.User.Length <= 64 && address.Host.Contains('.', StringComparison.Ordinal);
}
