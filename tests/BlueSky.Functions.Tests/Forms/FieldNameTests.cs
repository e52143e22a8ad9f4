using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Tests.Forms;

public sealed class FieldNameTests
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
    [InlineData("email", "email4")]
    [InlineData("name", "username")]
    [InlineData("name", "pet name")]
    [InlineData("name", "from_name")]
    [InlineData("phone", "headphone")]
    [InlineData("email", "-4")]
    [InlineData("message", "messages")]
    public void Similar_names_are_other_fields(string known, string other) =>
        Assert.NotEqual(FieldName.Normalize(known), FieldName.Normalize(other));
}
