using System.Text.Json;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed class RefusalTests
{
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
                Refusal.Empty, Refusal.Malformed("x"), Refusal.OriginNotAllowed, Refusal.Blocked,
                Refusal.ChallengeFailed, Refusal.UnknownForm, Refusal.NotPosted, Refusal.TooLarge,
                Refusal.UnsupportedType, Refusal.TooManyPosts(TimeSpan.FromSeconds(7)), Refusal.Unavailable,
            }.Select(refusal => $"{refusal.Status} {refusal.Errors[0].Code}"));

    [Fact]
    public void Who_may_try_again_is_told_when()
    {
        Assert.Equal(TimeSpan.FromSeconds(7), Refusal.TooManyPosts(TimeSpan.FromSeconds(7)).RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(10), Refusal.Unavailable.RetryAfter);
        Assert.Null(Refusal.Empty.RetryAfter);
    }

    [Fact]
    public void A_wrong_method_is_told_what_the_form_must_use() =>
        Assert.Contains("method=\"post\"", Refusal.NotPosted.Message, StringComparison.Ordinal);

    private static string Json(string withApostrophes) => withApostrophes.Replace('\'', '"');

    private static string ToJson(FormResponse answer) =>
        JsonSerializer.Serialize(answer, HttpJson.Default.FormResponse);
}
