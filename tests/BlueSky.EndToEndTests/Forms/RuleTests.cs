using System.Net.Http.Headers;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

/// <summary>Posts that break a field's rule: 422, with the code that names it, and nothing stored.</summary>
[Collection(nameof(FormsHost))]
public sealed class RuleTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Theory]
    [MemberData(nameof(EveryPost.Kinds), MemberType = typeof(EveryPost))]
    public async Task A_wrong_address_is_TYPE_EMAIL_in_every_kind_of_body(string form, BodyType body)
    {
        var typed = $"{A.Token()} at example.org";

        var answer = await host.SendAsync(Post.To(form, typed) with { Body = body });

        ErrorAnswer.AssertBroken(answer, "TYPE_EMAIL email");
        Assert.Empty(await host.Rows.OfAsync(typed));
    }

    [Fact]
    public async Task What_is_required_and_was_not_sent_is_MISSING()
    {
        var noAddress = await host.SendAsync(Post.Subscribe("").Without("email").With("name", "Zoë"));
        var noName = await host.SendAsync(Post.Consultation(A.Address()).Without("name"));

        ErrorAnswer.AssertBroken(noAddress, "REQUIRED_FIELD_MISSING email");
        ErrorAnswer.AssertBroken(noName, "REQUIRED_FIELD_MISSING name");
    }

    [Fact]
    public async Task What_is_required_and_was_left_blank_is_EMPTY()
    {
        var noAddress = await host.SendAsync(Post.Subscribe(" "));
        var noName = await host.SendAsync(Post.Consultation(A.Address()).Without("name").With("name", "\t"));

        ErrorAnswer.AssertBroken(noAddress, "REQUIRED_FIELD_EMPTY email");
        ErrorAnswer.AssertBroken(noName, "REQUIRED_FIELD_EMPTY name");
    }

    [Fact]
    public async Task A_consultation_needs_a_way_to_answer()
    {
        var answer = await host.SendAsync(Post.Consultation("").Without("email"));

        Assert.Equal(422, answer.Code);
        Assert.All(answer.Errors, error => Assert.StartsWith("REQUIRED_FIELD_", error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("1234567890123456")]
    [InlineData("call me")]
    public async Task A_phone_number_without_7_to_15_digits_is_TYPE_PHONE(string phone)
    {
        ErrorAnswer.AssertBroken(await host.SendAsync(Post.Consultation(A.Address()).With("phone", phone)), "TYPE_PHONE phone");
    }

    [Theory]
    [InlineData("name", "Zo\u0007ë")]
    [InlineData("name", "Zoë\nBcc: all@example.org")]
    [InlineData("message", "a\u0000b")]
    [InlineData("notes", "a\u001bb")]
    public async Task Control_characters_are_TYPE_TEXT(string field, string value)
    {
        var post = Post.Consultation(A.Address());

        var answer = await host.SendAsync(post.Without(field).With(field, value));

        ErrorAnswer.AssertBroken(answer, $"TYPE_TEXT {field}");
    }

    [Fact]
    public async Task A_file_is_refused_and_an_empty_file_field_is_not()
    {
        var withFile = await host.SendAsync(WithFile("scan.pdf", "%PDF"));
        var withEmptyField = await host.SendAsync(WithFile("", ""));

        Assert.Equal(422, withFile.Code);
        Assert.StartsWith("NO_FILE_UPLOADS", Assert.Single(withFile.Errors), StringComparison.Ordinal);
        Assert.Equal(200, withEmptyField.Code);
    }

    [Fact]
    public async Task Each_broken_rule_is_named_at_once()
    {
        var answer = await host.SendAsync(Post.Consultation("nobody").Without("name").With("phone", "1"));

        Assert.Equal(
            ["REQUIRED_FIELD_MISSING name", "TYPE_EMAIL email", "TYPE_PHONE phone"],
            answer.Errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_visitor_gets_a_page_that_names_the_problem_and_still_holds_what_was_typed()
    {
        var post = Post.Consultation("nobody").With("message", "It's <b>long</b> & \"quoted\"\nsecond line")
            .With("preferred_time", "evenings") with { AsksForJson = false };

        var answer = await host.SendAsync(post);

        Assert.Equal(422, answer.Code);
        ErrorAnswer.AssertIsReadablePage(answer);
        Assert.Empty(answer.Page.QuerySelectorAll("b, script"));
        var form = Assert.Single(answer.Page.Forms);
        Assert.Equal("post", form.Method, ignoreCase: true);
        var typed = form.Elements.OfType<AngleSharp.Html.Dom.IHtmlInputElement>()
            .ToLookup(input => input.Name, input => input.Value);
        Assert.Equal("nobody", typed["email"].Single());
        Assert.Equal("Zoë Ångström", typed["name"].Single());
        Assert.Equal("evenings", typed["preferred_time"].Single());
        var message = (AngleSharp.Html.Dom.IHtmlTextAreaElement)form.QuerySelector("[name=message]")!;
        Assert.Equal("It's <b>long</b> & \"quoted\"\nsecond line", message.Value);
    }

    private static Post WithFile(string fileName, string content) => Post.Subscribe("") with
    {
        Content = () =>
        {
            var file = new StringContent(content, new MediaTypeHeaderValue("application/octet-stream"));
            file.Headers.TryAddWithoutValidation(
                "Content-Disposition", $"form-data; name=\"attachment\"; filename=\"{fileName}\"");
            return new MultipartFormDataContent { { new StringContent(A.Address()), "email" }, file };
        },
    };
}
