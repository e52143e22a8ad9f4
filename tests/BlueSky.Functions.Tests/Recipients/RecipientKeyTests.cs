using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Recipients;

public sealed class RecipientKeyTests
{
    private static readonly byte[] AddressKey = [.. Enumerable.Repeat((byte)7, 32)];

    // Pinned: a change would make every recipient a stranger.
    [Theory]
    [InlineData("ada@example.org", "0d178c15a364d3f7534ef6840d33a7f401ac9838bb694f06de064b211508c06b")]
    [InlineData("ADA@Example.ORG", "0d178c15a364d3f7534ef6840d33a7f401ac9838bb694f06de064b211508c06b")]
    [InlineData("Zoe\u0308@b\u00FCcher.example", "5aab069e5771e1061f3d2f7069e36ef08b1418569a748e9d4ca35728b4c0a662")]
    public void A_known_address_has_a_known_key(string address, string key) =>
        Assert.Equal(key, RecipientKey.For(EmailAddress.TryParse(address)!, AddressKey));

    [Fact]
    public void Another_key_and_another_address_make_another_recipient()
    {
        var ada = EmailAddress.TryParse("ada@example.org")!;
        var adaPlus = EmailAddress.TryParse("ada+x@example.org")!;

        Assert.NotEqual(RecipientKey.For(ada, AddressKey), RecipientKey.For(ada, new byte[32]));
        Assert.NotEqual(RecipientKey.For(ada, AddressKey), RecipientKey.For(adaPlus, AddressKey));
    }

    [Fact]
    public void The_partition_is_the_keys_first_two_digits() =>
        Assert.Equal(
            "0d", RecipientKey.PartitionOf("0d178c15a364d3f7534ef6840d33a7f401ac9838bb694f06de064b211508c06b"));
}
