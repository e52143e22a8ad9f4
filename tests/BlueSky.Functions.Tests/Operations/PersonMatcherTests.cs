using System.Diagnostics;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Operations;

public sealed class PersonMatcherTests
{
    private static readonly Submission Somebodys = new()
    {
        Id = "BSK-2222-2222",
        Hash = "00",
        Kind = "consultation",
        State = SubmissionState.Processed,
        ReceivedAt = DateTimeOffset.Parse("2026-01-08T19:42:07Z"),
        Email = "grace@example.org",
        Name = "Grace",
    };

    [Theory]
    [InlineData("write to ada@example.org please", "write to [erased] please")]
    [InlineData("Ada <ada@example.org>", "Ada <[erased]>")]
    [InlineData("\"Lovelace, Ada\" <ADA@Example.ORG>", "\"Lovelace, Ada\" <[erased]>")]
    [InlineData("ada@example.org; bob@example.org", "[erased]; bob@example.org")]
    [InlineData("bob@example.org,ada@example.org", "bob@example.org,[erased]")]
    [InlineData("mailto:ada@example.org?subject=Hi", "mailto:[erased]?subject=Hi")]
    [InlineData("It is ada@example.org.", "It is [erased].")]
    [InlineData("It is ada@example.org.Thank you", "It is [erased].Thank you")]
    [InlineData("(ada@example.org)", "([erased])")]
    [InlineData("'ada@example.org'", "'[erased]'")]
    [InlineData("-ada@example.org", "-[erased]")]
    [InlineData("ada @ example.org", "[erased]")]
    [InlineData("ada@example.org-", "[erased]-")]
    [InlineData("a\u200Bda\u00AD@example.org", "[erased]")]
    [InlineData("ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "[erased]")]
    [InlineData("邮箱是ada@example.org谢谢", "邮箱是[erased]谢谢")]
    [InlineData("ada@example.org ada@example.org", "[erased] [erased]")]
    [InlineData("email=ada%40example.org&name=Ada", "email=[erased]&name=Ada")]
    [InlineData("say=to+ada%40example.org", "say=to+[erased]")]
    [InlineData("%3Cada%40example.org%3E", "%3C[erased]%3E")]
    [InlineData("""{"email":"ada@example.org","x":1}""", """{"email":"[erased]","x":1}""")]
    [InlineData("""{"text":"Hello\nada\u0040example.org\n"}""", """{"text":"Hello\n[erased]\n"}""")]
    public void An_address_is_taken_out_of_a_text_however_it_stands_there(string text, string left) =>
        Assert.Equal(left, Redacted(text));

    [Theory]
    [InlineData("x.ada@example.org")]
    [InlineData("x+ada@example.org")]
    [InlineData("ada+x@example.org")]
    [InlineData("o'ada@example.org")]
    [InlineData("ada-x@example.org")]
    [InlineData("canada@example.org")]
    [InlineData("éada@example.org")]
    [InlineData("ada@example.org.uk")]
    [InlineData("ada@example.organic")]
    [InlineData("ada@example.org-x.net")]
    [InlineData("ada@mail.example.org")]
    [InlineData("ada at example.org")]
    [InlineData("ada, Ada Lovelace, @example.org")]
    public void Another_address_is_left_alone(string text) => Assert.Equal(text, Redacted(text));

    [Theory]
    [InlineData("zoë@exämple.org", "Zoë@EXÄMPLE.org", "[erased]")]
    [InlineData("zoë@exämple.org", "Zoe\u0308@xn--exmple-cua.org", "[erased]")]
    [InlineData("o'neil@example.org", "O\u2019Neil@example.org", "[erased]")]
    [InlineData("zoe@example.org", "zoë@example.org", "zoë@example.org")]
    public void An_address_is_the_same_in_every_spelling(string address, string text, string left)
    {
        Assert.Equal(left, Redacted(text, new Person([EmailAddress.TryParse(address)!], [])));
    }

    [Theory]
    [InlineData("call 5550107788 now", "call [erased] now")]
    [InlineData("(555) 010-7788", "[erased]")]
    [InlineData("(call 555.010.7788)", "(call [erased])")]
    [InlineData("+1 555 010 7788", "[erased]")]
    [InlineData("+1 (555) 010-7788", "[erased]")]
    [InlineData("001-555-010-7788", "[erased]")]
    [InlineData("tel:+15550107788;ext=3", "tel:[erased];ext=3")]
    [InlineData("555/010/7788 x12", "[erased] x12")]
    [InlineData("555\u2013010\u20137788", "[erased]")]
    [InlineData("٥٥٥٠١٠٧٧٨٨", "[erased]")]
    [InlineData("５５５－０１０－７７８８", "[erased]")]
    [InlineData("505 555 0199 or 555 010 7788", "505 555 0199 or [erased]")]
    [InlineData("505 555 0199 / 555 010 7788", "505 555 0199 / [erased]")]
    [InlineData("505 555 0199 555 010 7788", "505 555 0199 [erased]")]
    [InlineData("电话5550107788谢谢", "电话[erased]谢谢")]
    [InlineData("phone=%28555%29+010-7788", "phone=[erased]")]
    [InlineData("""{"phone":"555 010 7788"}""", """{"phone":"[erased]"}""")]
    public void A_number_is_taken_out_of_a_text_however_it_is_written(string text, string left) =>
        Assert.Equal(left, Redacted(text));

    [Theory]
    [InlineData("555 010 7789")]
    [InlineData("010 7788")]
    [InlineData("5550107788123")]
    [InlineData("+52 555 010 7788")]
    [InlineData("555\n010\n7788")]
    [InlineData("from 555 to 010, 7788")]
    public void Another_number_is_left_alone(string text) => Assert.Equal(text, Redacted(text));

    [Theory]
    [InlineData("5550107788", "15550107788", true)]
    [InlineData("15550107788", "5550107788", true)]
    [InlineData("5550107788", "01115550107788", true)]
    [InlineData("442079460958", "02079460958", true)]
    [InlineData("02079460958", "00442079460958", true)]
    [InlineData("442079460958", "2079460958", false)]
    [InlineData("5550107788", "525550107788", false)]
    [InlineData("5550107788", "0107788", false)]
    [InlineData("0107788", "5550107788", false)]
    [InlineData("0107788", "0107788", true)]
    public void Two_numbers_are_the_same_with_and_without_a_country_code_and_never_by_their_ends(
        string one, string other, bool same)
    {
        Assert.Equal(same, new PhonePattern(one).Is(other));
    }

    [Fact]
    public void A_number_without_its_area_code_is_not_the_end_of_a_longer_one()
    {
        var person = new Person([], ["0107788"]);

        Assert.Equal("call [erased]", Redacted("call 010-7788", person));
        Assert.Equal("call 555 010-7788", Redacted("call 555 010-7788", person));
    }

    [Fact]
    public void A_reference_is_no_phone_number()
    {
        var person = new Person([], ["23456789"]);

        Assert.Equal("my reference is bsk-2345-6789", Redacted("my reference is bsk-2345-6789", person));
        Assert.Equal("BSK-7F3K-2345-6789 [erased]", Redacted("BSK-7F3K-2345-6789 2345 6789", person));
    }

    [Fact]
    public void It_is_taken_out_of_every_text_and_all_else_of_the_row_stays()
    {
        var submission = Somebodys with
        {
            Name = "Grace (Ada, 555-010-7788)",
            Phone = "505 555 0199 or ada@example.org",
            PhoneDigits = "5055550199",
            Message = "Ask ada@example.org.",
            Source = "https://www.clinic.example/of/ada@example.org/",
            Fields = [new("ada@example.org", "yes"), new("friend", "Ada, 1 555 010 7788"), new("other", "x")],
            Version = "7",
        };

        var redacted = Matcher().Redact(submission)!;

        Assert.Equal(
            submission with
            {
                Name = "Grace (Ada, [erased])",
                Phone = "505 555 0199 or [erased]",
                Message = "Ask [erased].",
                Source = "https://www.clinic.example/of/[erased]/",
                Fields = redacted.Fields,
            },
            redacted);
        Assert.Equal(
            [new PostedField("[erased]", "yes"), new("friend", "Ada, [erased]"), new("other", "x")], redacted.Fields);
        Assert.Null(Matcher().Redact(redacted));
    }

    [Theory]
    [InlineData("Email-2", "Ada <ada@example.org>")]
    [InlineData("Your Email", "ada@example.org")]
    [InlineData("email", "x@example.org, ada@example.org")]
    [InlineData("Cell Phone", "+1 (555) 010-7788, after 5pm")]
    public void What_a_form_would_take_for_its_own_field_is_the_senders(string field, string value)
    {
        Assert.True(Matcher().IsSenderOf(Somebodys with { Fields = [new(field, value)] }));
    }

    [Theory]
    [InlineData("email", "ada@example.org; x@example.org")]
    [InlineData("email", "my daughter: ada@example.org")]
    [InlineData("email", "ada@example.org, my daughter")]
    [InlineData("spouse", "ada@example.org")]
    [InlineData("evening_phone", "555 010 7788")]
    [InlineData("_body", """{"email":"ada@example.org"}""")]
    public void What_stands_anywhere_else_is_a_mention(string field, string value)
    {
        var submission = Somebodys with { Fields = [new(field, value)] };

        Assert.False(Matcher().IsSenderOf(submission));
        Assert.NotNull(Matcher().Redact(submission));
    }

    [Theory]
    [InlineData("505 555 0199 / 555 010 7788")]
    [InlineData("+1 555 010 7788")]
    public void A_second_number_in_the_phone_column_is_the_senders_too(string phone)
    {
        Assert.True(Matcher().IsSenderOf(
            Somebodys with { Phone = phone, PhoneDigits = PhoneNumber.TryGetDigits(phone) }));
    }

    // A text is looked at once, not once for each sign in it: 2 MB would take minutes.
    [Theory]
    [InlineData("@")]
    [InlineData("ada@")]
    [InlineData("'ada@example.")]
    [InlineData("ada @ ")]
    [InlineData("-")]
    [InlineData("1 ")]
    [InlineData("555 010 ")]
    [InlineData("+1(")]
    [InlineData("%40")]
    [InlineData("\\u0040")]
    [InlineData("bsk-")]
    [InlineData("5")]
    public void Searching_takes_time_in_proportion_to_the_text(string part)
    {
        // In proportion, milliseconds on any machine; by the square, minutes.
        var text = string.Concat(Enumerable.Repeat(part, 200_000 / part.Length));
        var watch = Stopwatch.StartNew();

        _ = Matcher().Redact(Somebodys with { Message = text });

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static PersonMatcher Matcher() =>
        new(new Person([EmailAddress.TryParse("ada@example.org")!], ["5550107788"]));

    private static string Redacted(string text, Person? person = null)
    {
        var submission = Somebodys with { Message = text };
        var matcher = person is null ? Matcher() : new PersonMatcher(person);
        return (matcher.Redact(submission) ?? submission).Message!;
    }
}
