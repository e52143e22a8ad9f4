using BlueSky.Content.Localization;
using BlueSky.Functions.Consultations;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Subscriptions;

namespace BlueSky.Functions.Tests.Forms;

internal static class Entries
{
    public static Form Subscribe { get; } = new SubscribeForm();

    public static Form Consultation { get; } = new ConsultationForm();

    public static FormEntry Of(Form form, params (string Name, string Value)[] fields) =>
        FormEntry.From(form, Posted(fields));

    public static PostedForm Posted(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => new PostedField(field.Name, field.Value)).ToList());

    /// <summary>What is wrong with a post, as "field CODE".</summary>
    public static IEnumerable<string> Broken(Form form, params (string Name, string Value)[] fields) =>
        Broken(form, Of(form, fields));

    public static IEnumerable<string> Broken(Form form, FormEntry entry) =>
        FormRules.Check(form, entry, Texts.English).Select(error => $"{error.Field} {error.Code}");

    /// <summary>What is wrong with a consultation request that is complete but for these fields.</summary>
    public static IEnumerable<string> BrokenWith(params (string Name, string Value)[] fields) =>
        Broken(
            Consultation,
            [.. Complete.ExceptBy(fields.Select(field => field.Name), field => field.Name), .. fields]);

    private static (string Name, string Value)[] Complete { get; } =
        [("name", "Ada"), ("email", "ada@example.org"), ("phone", "505-336-0217")];
}
