using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

/// <summary>Website builders and people name fields as they like.</summary>
[Collection(nameof(FormsHost))]
public sealed class FieldNameTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Theory]
    [InlineData("Email-4")]
    [InlineData("E-MAIL")]
    [InlineData("e_mail")]
    [InlineData("Your Email")]
    [InlineData("email address")]
    [InlineData("EMAIL_ADDRESS-2")]
    public async Task An_address_is_found_under_the_names_that_website_builders_give_it(string field)
    {
        var address = A.Address();

        var submission = await host.StoredAsync(Post.Subscribe("").Without("email").With(field, address));

        Assert.Equal(address, submission["Email"]);
        Assert.Empty(submission.Fields);
    }

    [Theory]
    [InlineData("Phone-Number")]
    [InlineData("telephone")]
    [InlineData("Tel")]
    [InlineData("mobile-3")]
    public async Task A_phone_number_is_stored_as_written_and_as_digits(string field)
    {
        var submission = await host.StoredAsync(Post.Consultation(A.Address()).With(field, "+1 (505) 336-0217"));

        Assert.Equal(("+1 (505) 336-0217", "15053360217"), (submission["Phone"], submission["PhoneDigits"]));
    }

    [Theory]
    [InlineData("Full Name")]
    [InlineData("your-name")]
    [InlineData("name-3")]
    public async Task A_name_is_found_under_its_other_names(string field)
    {
        var submission = await host.StoredAsync(Post.Consultation(A.Address()).Without("name").With(field, "Ada Lovelace"));

        Assert.Equal("Ada Lovelace", submission["Name"]);
    }

    [Fact]
    public async Task First_and_last_name_are_the_name()
    {
        var submission = await host.StoredAsync(
            Post.Consultation(A.Address()).Without("name").With("First Name", "Ada").With("last-name", "Lovelace"));

        Assert.Equal("Ada Lovelace", submission["Name"]);
    }
}
