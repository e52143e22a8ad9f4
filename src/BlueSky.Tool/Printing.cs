using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Tool;

/// <summary>Prints JSON to standard output and sentences to standard error.</summary>
internal static class Printing
{
    private static readonly UnescapedText Unescaped = new();

    private static readonly JsonSerializerOptions Options = new(ToolJson.Default.Options)
    {
        TypeInfoResolver = ToolJson.Default.WithAddedModifier(Adjust),
    };

    public static void Print<T>(this ParseResult parsed, T value) =>
        parsed.InvocationConfiguration.Output.WriteLine(
            JsonSerializer.Serialize(value, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T))));

    public static Task SayAsync(this ParseResult parsed, string sentence) =>
        parsed.InvocationConfiguration.Error.WriteLineAsync(sentence);

    private static void Adjust(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.ToList())
        {
            if (property.PropertyType == typeof(string))
            {
                property.CustomConverter = Unescaped;
            }

            // Leaves out storage versions, but not that of a consent's text; and what repeats other properties.
            if ((property.Name == "version" && type.Type != typeof(Consent))
                || property.PropertyType == typeof(SubmissionKey) || property.PropertyType == typeof(MailKey)
                || property.PropertyType == typeof(RequestSnapshot) || property.Name is "isDone" or "isChange")
            {
                type.Properties.Remove(property);
            }

            if (property.PropertyType == typeof(Handling))
            {
                property.ShouldSerialize = (_, handling) => !Handling.None.Equals(handling);
            }
        }
    }
}
