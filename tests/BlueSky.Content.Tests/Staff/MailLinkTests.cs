using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

public sealed class MailLinkTests
{
    [Theory]
    [InlineData("ana@example.org", "mailto:ana@example.org")]
    [InlineData("o'brien+news@example.org", "mailto:o%27brien%2Bnews@example.org")]
    [InlineData("x?bcc=y&subject=z@evil.example", "mailto:x%3Fbcc%3Dy%26subject%3Dz@evil.example")]
    [InlineData("\"a@b\"@example.org", "mailto:%22a%40b%22@example.org")]
    [InlineData("ana@bücher.example", "mailto:ana@bücher.example")]
    public void An_odd_address_adds_no_header_and_no_recipient(string address, string link) =>
        Assert.Equal(link, MailLink.To(address)!.AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("ana")]
    [InlineData("@example.org")]
    [InlineData("x,y@example.org?cc=z")]
    [InlineData("x@example.org&cc=z")]
    [InlineData("x@example.org,y@evil.example,z")]
    [InlineData("x@<script>")]
    public void What_fits_in_no_link_has_none(string address) => Assert.Null(MailLink.To(address));
}
