using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

/// <summary>What becomes of the values that were sent.</summary>
[Collection(nameof(FormsHost))]
public sealed class FieldTests(FormsHost forms)
{
    // Right to left, combining marks, an emoji of several code points, an astral letter, no-break space inside.
    private const string Unicode = "שלום · é · 👩‍⚕️ · 𝔘 · a\u00a0b · ‮x · ﬁ · İ";

    private readonly LocalHost host = forms.Host;

    [Fact]
    public async Task Arrays_numbers_and_booleans_in_json_become_text()
    {
        var post = Post.Subscribe(A.Address()) with { Body = BodyType.Json };

        var submission = await host.StoredAsync(
            post.With("topics", new object[] { "pain", 2, true })
                .With("age", 41).With("score", 1.5).With("agrees", true));

        Assert.Equal("pain, 2, true", submission.Fields["topics"]);
        Assert.Equal("41", submission.Fields["age"]);
        Assert.Equal("1.5", submission.Fields["score"]);
        Assert.Equal("true", submission.Fields["agrees"]);
    }

    [Theory]
    [InlineData(BodyType.UrlEncoded)]
    [InlineData(BodyType.Multipart)]
    public async Task A_repeated_field_is_joined(BodyType body)
    {
        var post = Post.Subscribe(A.Address()).With("topic", "pain").With("topic", "sleep") with { Body = body };

        Assert.Equal("pain, sleep", (await host.StoredAsync(post)).Fields["topic"]);
    }

    [Fact]
    public async Task Of_two_addresses_the_first_that_is_not_empty_counts_and_the_other_is_kept()
    {
        var address = A.Address();

        var submission = await host.StoredAsync(
            Post.Subscribe("").With("Email-2", address).With("email-3", "second@example.org"));

        Assert.Equal(address, submission["Email"]);
        Assert.Equal("second@example.org", Assert.Single(submission.Fields).Value);
    }

    [Theory]
    [InlineData(BodyType.UrlEncoded)]
    [InlineData(BodyType.Multipart)]
    [InlineData(BodyType.Json)]
    public async Task Text_in_any_script_is_stored_exactly_and_without_escapes(BodyType body)
    {
        var post = Post.Consultation(A.Address()).Without("name").With("name", Unicode)
            .With("message", $"{Unicode}\nI'm <b>here</b> & \"fine\"")
            .With("Größe", $"it's {Unicode} <i>") with { Body = body };

        var submission = await host.StoredAsync(post);

        Assert.Equal(Unicode, submission["Name"]);
        Assert.Equal($"{Unicode}\nI'm <b>here</b> & \"fine\"", submission["Message"]);
        Assert.Equal($"it's {Unicode} <i>", submission.Fields["Größe"]);
        Assert.DoesNotContain("\\u", submission["Fields"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task White_space_around_a_value_goes_and_inside_it_stays()
    {
        var submission = await host.StoredAsync(
            Post.Consultation(A.Address()).Without("name")
                .With("name", " \t Ada  Lovelace \n").With("message", "\n a\n\n b \n"));

        Assert.Equal("Ada  Lovelace", submission["Name"]);
        Assert.Equal("a\n\n b", submission["Message"]);
    }

    [Theory]
    [InlineData("o'hara+news@example.org")]
    [InlineData("grüße@example.org")]
    [InlineData("hallo@bücher.example")]
    [InlineData("用户@例子.example")]
    public async Task International_and_unusual_addresses_are_accepted_as_written(string address)
    {
        var unique = $"{A.Token()}{address}";

        Assert.Equal(unique, (await host.StoredAsync(Post.Subscribe(unique)))["Email"]);
    }

    [Theory]
    [InlineData("_cc")]
    [InlineData("_subject")]
    [InlineData("_anything")]
    [InlineData("_loadedAt")]
    [InlineData("_next")]
    [InlineData("redirectTo")]
    [InlineData("cf-turnstile-response")]
    [InlineData("g-recaptcha-response")]
    [InlineData("altcha")]
    public async Task Control_fields_are_not_stored(string field)
    {
        var submission = await host.StoredAsync(Post.Subscribe(A.Address()).With(field, "1767225600000"));

        Assert.Empty(submission.Fields);
    }

    [Fact]
    public async Task Nobody_can_direct_the_mail()
    {
        var victim = A.Address();
        var post = new[] { "_cc", "_bcc", "_to", "_from", "_subject", "from_name", "webhook" }
            .Aggregate(Post.Subscribe(A.Address()), (post, field) => post.With(field, victim));

        var answer = await host.SendAsync(post);
        var submission = await host.SettledAsync(answer.Id);

        Assert.Equal(3, submission.Mails.Count);
        Assert.All(submission.Mails, mail =>
            Assert.DoesNotContain(victim, mail.Request.GetRawText(), StringComparison.Ordinal));
    }
}
