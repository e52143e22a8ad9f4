using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Tests.Forms;

public sealed class EmailAddressTests
{
    private const string LocalOf64 = "abcdefghijklmnopqrstuvwxyz.abcdefghijklmnopqrstuvwxyz.0123456789";

    [Theory]
    [InlineData("ada@example.org", "ada@example.org")]
    [InlineData("a@b.co", "a@b.co")]
    [InlineData("Ada@EXAMPLE.org", "Ada@example.org")]
    [InlineData("ada+news@example.org", "ada+news@example.org")]
    [InlineData("o'brien@example.org", "o'brien@example.org")]
    [InlineData("a.b-c_d@sub.example.co.uk", "a.b-c_d@sub.example.co.uk")]
    [InlineData("!#$%&'*+-/?=^_`{|}~@example.org", "!#$%&'*+-/?=^_`{|}~@example.org")]
    [InlineData("a..da@docomo.example", "\"a..da\"@docomo.example")]
    [InlineData(".ada@example.org", "\".ada\"@example.org")]
    [InlineData("ada.@example.org", "\"ada.\"@example.org")]
    [InlineData("1@2.example", "1@2.example")]
    [InlineData(LocalOf64 + "@example.org", LocalOf64 + "@example.org")]
    [InlineData("ada@b\u00FCcher.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@bu\u0308cher.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@B\u00DCCHER.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example")]
    [InlineData("用户@例子.广告", "用户@xn--fsqu00a.xn--4rr70v")]
    [InlineData("δοκιμή@παράδειγμα.δοκιμή", "δοκιμή@xn--hxajbheg2az3al.xn--jxalpdlp")]
    [InlineData("ada@例え。テスト", "ada@xn--r8jz45g.xn--zckzah")]
    [InlineData("j\u00FCrgen@example.org", "j\u00FCrgen@example.org")]
    [InlineData("ada@a-b.example", "ada@a-b.example")]
    public void An_address_is_accepted(string text, string deliverable) =>
        Assert.Equal(deliverable, EmailAddress.TryParse(text)?.Deliverable);

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.org")]
    [InlineData("ada@localhost")]
    [InlineData("ada @example.org")]
    [InlineData("a da@example.org")]
    [InlineData("ada@ example.org")]
    [InlineData("ada@exam ple.org")]
    [InlineData("ada@example..org")]
    [InlineData("ada@.example.org")]
    [InlineData("ada@example.org.")]
    [InlineData("=?utf-8?q?ada?=@example.org")]
    [InlineData("a=?b@example.org")]
    [InlineData("ada@@example.org")]
    [InlineData("ada@work@example.org")]
    [InlineData("ada@-example.org")]
    [InlineData("ada@example-.org")]
    [InlineData("ada@exa_mple.org")]
    [InlineData("ada@127.0.0.1")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("ada@[IPv6:::1]")]
    [InlineData("ada@example.123")]
    [InlineData("\"ada\"@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("<ada@example.org>")]
    [InlineData("mailto:ada@example.org")]
    [InlineData("ada@example.org,bob@example.org")]
    [InlineData("ada@example.org; bob@example.org")]
    [InlineData("ada,bob@example.org")]
    [InlineData("ada(home)@example.org")]
    [InlineData("ada\\x@example.org")]
    [InlineData("ada@example.org/x")]
    [InlineData("ada@example.org?bcc=x")]
    [InlineData("ada@example.org:25")]
    [InlineData("ada\u00A0@example.org")]
    [InlineData("ada\u200B@example.org")]
    [InlineData("\u202Eada@example.org")]
    [InlineData("ada\uFFFD@example.org")]
    [InlineData("ada\uE000@example.org")]
    [InlineData("ada\n@example.org")]
    [InlineData("ada@example.org\nBcc: bob@example.org")]
    [InlineData("ada\0@example.org")]
    [InlineData("ada@example\0.org")]
    [InlineData(LocalOf64 + "x@example.org")]
    public void Anything_else_is_refused(string text) => Assert.Null(EmailAddress.TryParse(text));

    [Theory]
    [InlineData(" ada@example.org\t", "ada@example.org")]
    [InlineData("ada @ example.org", "ada@example.org")]
    [InlineData("ada@\u00A0example.org", "ada@example.org")]
    [InlineData("mailto:ada@example.org", "ada@example.org")]
    [InlineData("MAILTO:ada@example.org?subject=hello", "ada@example.org")]
    [InlineData("<ada@example.org>", "ada@example.org")]
    [InlineData("Ada Lovelace <ada@example.org>", "ada@example.org")]
    [InlineData("Ada <mailto:ada@example.org>;", "ada@example.org")]
    [InlineData("\"ada@example.org\"", "ada@example.org")]
    [InlineData("'ada@example.org'", "ada@example.org")]
    [InlineData("\u201Cada@example.org\u201D.", "ada@example.org")]
    [InlineData("\u2018ada@example.org\u2019", "ada@example.org")]
    [InlineData("ada@example.org.", "ada@example.org")]
    [InlineData("ada@example.org,", "ada@example.org")]
    [InlineData("ada@example.org ;", "ada@example.org")]
    [InlineData("o\u2019brien@example.org", "o'brien@example.org")]
    [InlineData("o\u00B4brien@example.org", "o'brien@example.org")]
    [InlineData("anna\u2011maria@ex\u2013ample.org", "anna-maria@ex-ample.org")]
    [InlineData("\u200Bada\u200C@\uFEFFexample.org\u200F", "ada@example.org")]
    [InlineData("\u202Aada@example.org\u202C", "ada@example.org")]
    [InlineData("\uFFFEada@example.org\uFFFE", "ada@example.org")]
    [InlineData("\u2066ada\u00AD@example.org\u2069", "ada@example.org")]
    [InlineData("ada\uFE0F@example.org", "ada@example.org")]
    [InlineData("\uFF41\uFF44\uFF41\uFF20example\uFF0Eorg", "ada@example.org")]
    [InlineData("zoe\u0308@example.org", "zo\u00EB@example.org")]
    [InlineData("Ada@B\u00DCCHER.example", "Ada@B\u00DCCHER.example")]
    public void What_is_typed_or_pasted_around_an_address_is_folded_away(string typed, string folded)
    {
        Assert.Equal(folded, EmailAddress.Fold(typed));
        Assert.NotNull(EmailAddress.TryParseTyped(typed));
    }

    [Theory]
    [InlineData("a da@example.org")]
    [InlineData("ada@exam ple.org")]
    [InlineData("ada@example.org, bob@example.org")]
    [InlineData("Ada <ada@example.org> and Bob <>")]
    [InlineData("<<>>")]
    [InlineData("\"\"")]
    [InlineData("mailto:")]
    [InlineData("...")]
    [InlineData("ada")]
    public void Folding_makes_no_address_of_what_is_none(string typed) =>
        Assert.Null(EmailAddress.TryParseTyped(typed));

    [Fact]
    public void A_long_text_is_not_folded() =>
        Assert.Equal(1_001, EmailAddress.Fold(new string('\uFDFA', 1_001)).Length);

    [Fact]
    public void Half_a_surrogate_pair_is_refused_on_both_sides()
    {
        Assert.Null(EmailAddress.TryParse("a\uD83Dda@example.org"));
        Assert.Null(EmailAddress.TryParse("ada@ex\uD83Dample.org"));
    }

    [Fact]
    public void The_local_part_is_limited_in_bytes()
    {
        Assert.NotNull(EmailAddress.TryParse($"{new string('ü', 32)}@example.org"));
        Assert.Null(EmailAddress.TryParse($"{new string('ü', 32)}x@example.org"));
    }

    [Fact]
    public void A_label_of_the_domain_may_have_63_characters()
    {
        Assert.NotNull(EmailAddress.TryParse($"ada@{new string('x', 63)}.org"));
        Assert.Null(EmailAddress.TryParse($"ada@{new string('x', 64)}.org"));
    }

    [Fact]
    public void An_address_whose_punycode_is_too_long_is_refused()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('ü', 30), 7));

        Assert.Null(EmailAddress.TryParse($"ada@{domain}.example"));
    }

    [Theory]
    [InlineData("Ada@Example.ORG", "ada@example.org")]
    [InlineData("ADA+News@example.org", "ada+news@example.org")]
    [InlineData("a.d.a@example.org", "a.d.a@example.org")]
    [InlineData("ada@B\u00DCCHER.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@XN--BCHER-KVA.example", "ada@xn--bcher-kva.example")]
    [InlineData("zoe\u0308@example.org", "zo\u00EB@example.org")]
    [InlineData("ZO\u00CB@example.org", "zo\u00EB@example.org")]
    public void One_mailbox_has_one_canonical_spelling(string text, string canonical) =>
        Assert.Equal(canonical, EmailAddress.TryParse(text)?.Canonical);

    [Theory]
    [InlineData("ada@example.org", true)]
    [InlineData("o'brien+x@example.org", true)]
    [InlineData("ada@bücher.example", true)]
    [InlineData("jürgen@example.org", false)]
    [InlineData("用户@example.org", false)]
    public void Mail_can_be_sent_to_local_parts_in_ascii_alone(string text, bool expected) =>
        Assert.Equal(expected, EmailAddress.TryParse(text)?.CanBeSentTo);
}
