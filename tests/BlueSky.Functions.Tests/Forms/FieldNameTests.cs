using System.Text.RegularExpressions;
using BlueSky.Functions.Forms;
using CsCheck;

namespace BlueSky.Functions.Tests.Forms;

public sealed partial class FieldNameTests
{
    [Theory]
    [InlineData("email", "email")]
    [InlineData("Email", "email")]
    [InlineData("EMAIL", "email")]
    [InlineData("Email-4", "email")]
    [InlineData("email-12", "email")]
    [InlineData("Email 2", "email")]
    [InlineData("Email_2", "email")]
    [InlineData("E-Mail", "email")]
    [InlineData("e-mail-2", "email")]
    [InlineData("e mail", "email")]
    [InlineData("e_mail", "email")]
    [InlineData(" email ", "email")]
    [InlineData("Email Address", "email")]
    [InlineData("email address", "email")]
    [InlineData("email-address-2", "email")]
    [InlineData("EMAIL_ADDRESS-2", "email")]
    [InlineData("Your Email", "email")]
    [InlineData("your_email", "email")]
    [InlineData("name-3", "name")]
    [InlineData("Full Name", "name")]
    [InlineData("full-name-2", "name")]
    [InlineData("Your Name", "name")]
    [InlineData("your-name", "name")]
    [InlineData("Email *", "email")]
    [InlineData("Email:", "email")]
    [InlineData("email[]", "email")]
    [InlineData("E-mail (required) *:", "email")]
    [InlineData("email2", "email")]
    [InlineData("User Email", "email")]
    [InlineData("_replyto", "email")]
    [InlineData("_message", "message")]
    [InlineData("your-message", "message")]
    [InlineData("Your Phone", "phone")]
    [InlineData("Phone (optional)", "phone")]
    [InlineData("Phone No.", "phone")]
    [InlineData("Cell Phone", "phone")]
    [InlineData("cell", "phone")]
    [InlineData("Phone", "phone")]
    [InlineData("Phone Number", "phone")]
    [InlineData("phone_number", "phone")]
    [InlineData("Phone-Number", "phone")]
    [InlineData("Phone-Number-2", "phone")]
    [InlineData("telephone", "phone")]
    [InlineData("Tel", "phone")]
    [InlineData("Mobile", "phone")]
    [InlineData("mobile-3", "phone")]
    [InlineData("preferred_contact", "preferredcontact")]
    [InlineData("Preferred Contact", "preferredcontact")]
    [InlineData("preferred-contact-2", "preferredcontact")]
    [InlineData("PreferredContact", "preferredcontact")]
    public void Other_spellings_name_the_same_field(string sent, string expected) =>
        Assert.Equal(expected, FieldName.Normalize(sent));

    [Theory]
    [InlineData("ContactUs", "Contact Us")]
    [InlineData("contact-us", "CONTACT_US")]
    [InlineData("First name", "firstname")]
    [InlineData("last_name-2", "LastName")]
    public void Names_match_whatever_their_case_and_separators(string one, string other) =>
        Assert.Equal(FieldName.Normalize(one), FieldName.Normalize(other));

    [Theory]
    [InlineData("email", "emails")]
    [InlineData("name", "your")]
    [InlineData("email", "*")]
    [InlineData("email", "email4")]
    [InlineData("name", "username")]
    [InlineData("name", "pet name")]
    [InlineData("name", "from_name")]
    [InlineData("phone", "headphone")]
    [InlineData("email", "-4")]
    [InlineData("message", "messages")]
    public void Similar_names_are_other_fields(string known, string other) =>
        Assert.NotEqual(FieldName.Normalize(known), FieldName.Normalize(other));

    private static readonly string[] Parts =
        ["a", "Email", "-", "_", " ", "4", "12", "[]", "*", ":", ".", "(optional)", "(REQUIRED)", "(", "]"];

    [Fact]
    public void Marks_are_removed_as_by_the_expression_that_describes_them() =>
        Gen.Int[0, Parts.Length - 1].Array[0, 12].Select(parts => string.Concat(parts.Select(part => Parts[part])))
            .Sample(
                name => Assert.Equal(
                    Separators().Replace(Marks().Replace(name.Trim(), ""), "").ToLowerInvariant(),
                    FieldName.Normalize(name)),
                iter: 20_000);

    [GeneratedRegex(
        @"([ _-]+[0-9]+|\[\]|[*:.]|\((optional|required)\)|[ _-]+)+$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Marks();

    [GeneratedRegex("[ _-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
