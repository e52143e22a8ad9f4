using System.Text.Json;
using BlueSky.Content;
using BlueSky.Content.Localization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed class RefusalTests
{
    private static readonly ClinicDetails Clinic =
        new(Texts.English, "Blue Sky", "505-336-0217", "1 Main Street");

    [Fact]
    public void A_success_has_no_errors_key() =>
        Assert.Equal(
            Json("{'ok':true,'success':true,'code':200,'id':'BSK-7F3K-9Q2M',"
                + "'message':'Thank you! Your submission has been received!','next':'https://www.example.org/done'}"),
            ToJson(FormResponse.Accepted("BSK-7F3K-9Q2M", "https://www.example.org/done")));

    [Fact]
    public void A_broken_rule_says_which_field_it_is_about() =>
        Assert.Equal(
            Json("{'ok':false,'success':false,'code':422,'error':'Not an address.','message':'Not an address.',"
                + "'errors':[{'code':'TYPE_EMAIL','field':'email','message':'Not an address.'}]}"),
            ToJson(FormResponse.Refused(Refusal.Invalid([new FieldError("TYPE_EMAIL", "email", "Not an address.")]))));

    [Fact]
    public void A_sentence_that_two_fields_share_is_said_once() =>
        Assert.Equal(
            "Too long. No number.",
            Refusal.Invalid(
            [
                new FieldError("TOO_LONG", "a", "Too long."),
                new FieldError("TOO_LONG", "b", "Too long."),
                new FieldError("TYPE_PHONE", "c", "No number."),
            ]).Message);

    [Fact]
    public void Each_refusal_has_its_status_and_code() =>
        Assert.Equal(
            [
                "400 EMPTY", "400 MALFORMED", "403 ORIGIN_NOT_ALLOWED", "403 BLOCKED", "403 CHALLENGE_FAILED",
                "404 FORM_NOT_FOUND", "405 METHOD_NOT_ALLOWED", "413 TOO_LONG", "415 UNSUPPORTED_MEDIA_TYPE",
                "429 TOO_MANY_REQUESTS", "503 UNAVAILABLE",
            ],
            new[]
            {
                Refusal.Empty(Clinic), Refusal.Malformed(Clinic, "x"), Refusal.OriginNotAllowed(Clinic),
                Refusal.Blocked(Clinic), Refusal.ChallengeFailed(Clinic), Refusal.UnknownForm(Clinic),
                Refusal.NotPosted(Clinic), Refusal.TooLarge(Clinic), Refusal.UnsupportedType(Clinic),
                Refusal.TooManyPosts(Clinic, TimeSpan.FromSeconds(7)), Refusal.Unavailable(Clinic),
            }.Select(refusal => $"{refusal.Status} {refusal.Errors[0].Code}"));

    [Fact]
    public void Who_may_try_again_is_told_when()
    {
        Assert.Equal(TimeSpan.FromSeconds(7), Refusal.TooManyPosts(Clinic, TimeSpan.FromSeconds(7)).RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(10), Refusal.Unavailable(Clinic).RetryAfter);
        Assert.Null(Refusal.Empty(Clinic).RetryAfter);
    }

    [Fact]
    public void A_wrong_method_is_told_what_the_form_must_use() =>
        Assert.Equal(
            "Please use the form on our website, or call us at 505-336-0217. (The form must be sent with "
                + "method=\"post\"; this address does not answer any other method.)",
            Refusal.NotPosted(Clinic).Message);

    [Theory]
    [InlineData(7, "Please wait 1 minute, or call us at 505-336-0217.")]
    [InlineData(60, "Please wait 1 minute, or call us at 505-336-0217.")]
    [InlineData(61, "Please wait 2 minutes, or call us at 505-336-0217.")]
    public void Too_many_posts_are_told_how_many_minutes_to_wait(int seconds, string sentence) =>
        Assert.EndsWith(
            sentence, Refusal.TooManyPosts(Clinic, TimeSpan.FromSeconds(seconds)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_refusal_is_in_the_visitors_language()
    {
        var spanish = Clinic with { Texts = Texts.Spanish };

        Assert.Equal(
            "No pudimos saber si esto lo escribió una persona. Por favor, llámenos al 505-336-0217.",
            Refusal.Blocked(spanish).Message);
        Assert.Equal("Por favor, espere un momento", Refusal.TooManyPosts(spanish, TimeSpan.FromSeconds(7)).Notice!.Title);
    }

    // Websites compare the sentence with that of Webflow's own forms.
    [Fact]
    public void The_message_of_an_outage_is_Webflows_in_every_language() => Assert.Equal(
        "Oops! Something went wrong while submitting the form",
        Refusal.Unavailable(Clinic with { Texts = Texts.Spanish }).Message);

    [Fact]
    public void Another_website_is_told_that_it_may_not_send_and_the_visitor_that_they_can()
    {
        var refusal = Refusal.OriginNotAllowed(Clinic);

        Assert.Equal("This website may not send the form. Please call us at 505-336-0217.", refusal.Message);
        Assert.EndsWith("You can send it from this page.", refusal.AboveForm!.Plain(Clinic), StringComparison.Ordinal);
    }

    private static string Json(string withApostrophes) => withApostrophes.Replace('\'', '"');

    private static string ToJson(FormResponse answer) =>
        JsonSerializer.Serialize(answer, HttpJson.Default.FormResponse);
}
