using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Tests.Forms;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("5053360217", "5053360217")]
    [InlineData("505-336-0217", "5053360217")]
    [InlineData("(505) 336-0217", "5053360217")]
    [InlineData("505.336.0217", "5053360217")]
    [InlineData("0505/336 0217", "05053360217")]
    [InlineData("+1 505 336 0217", "15053360217")]
    [InlineData("+1 (505) 336.0217", "15053360217")]
    [InlineData("505\u2011336\u20110217", "5053360217")]
    [InlineData("505\u2013336\u20140217", "5053360217")]
    [InlineData("505\u00A0336\u202F0217", "5053360217")]
    [InlineData("\u0660\u0665\u0660\u0665\u0663\u0663\u0666\u0660\u0662\u0661\u0667", "05053360217")]
    [InlineData("\uFF15\uFF10\uFF15\uFF0D\uFF13\uFF13\uFF16\uFF0D\uFF10\uFF12\uFF11\uFF17", "5053360217")]
    [InlineData("505\u00B7336\u00B70217", "5053360217")]
    [InlineData("505\u2212336\u22120217", "5053360217")]
    [InlineData("\uFF0B\uFF11 505\u30FB336\u30FB0217", "15053360217")]
    [InlineData("3360217", "3360217")]
    [InlineData("123456789012345", "123456789012345")]
    [InlineData("1234567890123456", "123456789012345")]
    [InlineData("$5053360217", "5053360217")]
    public void The_digits_of_a_number_are_found_as_people_write_it(string text, string digits) =>
        Assert.Equal(digits, PhoneNumber.TryGetDigits(text));

    // Address books of phones wrap a copied number in marks of writing direction.
    [Theory]
    [InlineData("\u202A505-336-0217\u202C", "5053360217")]
    [InlineData("\u2066+1 505 336 0217\u2069", "15053360217")]
    [InlineData("\u200E505 336 0217", "5053360217")]
    public void A_number_copied_from_an_address_book_is_a_number(string text, string digits) =>
        Assert.Equal(digits, PhoneNumber.TryGetDigits(text));

    [Theory]
    [InlineData("505-336-0217 x12")]
    [InlineData("505-336-0217x12")]
    [InlineData("505-336-0217 ext. 12")]
    [InlineData("505-336-0217 Extn 12")]
    [InlineData("505-336-0217 ex 12")]
    [InlineData("505-336-0217 extension: 12")]
    [InlineData("505-336-0217;ext=12")]
    [InlineData("tel:505-336-0217;ext=12")]
    [InlineData("505-336-0217 #12")]
    [InlineData("505-336-0217,,12#")]
    [InlineData("505-336-0217 int. 12")]
    [InlineData("505-336-0217 extensi\u00F3n 12")]
    [InlineData("505-336-0217 poste 12")]
    [InlineData("505-336-0217 ramal 12")]
    [InlineData("505-336-0217 \u0434\u043E\u0431. 12")]
    [InlineData("505-336-0217 \u8F6C 12")]
    [InlineData("505-336-0217 \u5206\u673A12")]
    [InlineData("505-336-0217 \u5185\u7DDA 12")]
    [InlineData("505-336-0217 / 505-336-0218")]
    [InlineData("505-336-0217 or 505-336-0218")]
    [InlineData("505-336-0217, 505-336-0218")]
    [InlineData("505-336-0217 505-336-0218")]
    [InlineData("505-336-0217 (505-336-0218)")]
    [InlineData("505-336-0217 +1 505 336 0218")]
    [InlineData("505-336-0217 (mobile)")]
    [InlineData("505-336-0217 after 5pm")]
    [InlineData("505-336-0217 (between 9 and 12)")]
    [InlineData("call 505-336-0217 please")]
    [InlineData("after 5pm: 505-336-0217")]
    [InlineData("Tel.: 505-336-0217")]
    public void Extensions_second_numbers_and_notes_do_no_harm(string text) =>
        Assert.Equal("5053360217", PhoneNumber.TryGetDigits(text));

    [Theory]
    [InlineData("")]
    [InlineData("336021")]
    [InlineData("12345")]
    [InlineData("---")]
    [InlineData("1-800-FLOWERS")]
    [InlineData("call me")]
    [InlineData("\u00BD \u00B2 \u2466")]
    public void Fewer_than_seven_digits_are_no_number(string text) => Assert.Null(PhoneNumber.TryGetDigits(text));
}
