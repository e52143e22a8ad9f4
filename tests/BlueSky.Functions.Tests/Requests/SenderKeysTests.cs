using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Requests;

public sealed class SenderKeysTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public void A_sender_has_a_hash_of_the_address_and_one_of_the_number()
    {
        var both = Of("ada@example.org", "5055550100");

        Assert.Equal(2, both.Count);
        Assert.All(both, key => Assert.Matches("^[0-9a-f]{64}$", key));
        Assert.Equal([both[0]], Of("ada@example.org", phone: null));
        Assert.Equal([both[1]], Of(email: null, "5055550100"));
        Assert.Empty(Of(email: null, phone: null));
    }

    [Theory]
    [InlineData("Ada@EXAMPLE.org", true)]
    [InlineData("ada@bücher.example", false)]
    [InlineData("ada+x@example.org", false)]
    public void An_address_is_the_same_however_it_is_spelled(string other, bool isSame) =>
        Assert.Equal(isSame, Of("ada@example.org", phone: null)[0] == Of(other, phone: null)[0]);

    [Theory]
    [InlineData("15055550100", true)]
    [InlineData("5055550101", false)]
    [InlineData("25055550100", false)]
    [InlineData("055550100", false)]
    public void A_number_is_the_same_with_and_without_the_1_of_its_country(string other, bool isSame) =>
        Assert.Equal(isSame, Of(email: null, "5055550100")[0] == Of(email: null, other)[0]);

    [Fact]
    public void A_number_that_looks_like_an_address_is_another_sender() =>
        Assert.NotEqual(Of("5055550100@example.org", phone: null), Of(email: null, "5055550100"));

    [Fact]
    public void Without_the_key_nobody_can_tell_whom_a_hash_is_of()
    {
        using var other = new TestApp(
            new() { ["Secrets:AddressKey"] = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" });

        Assert.NotEqual(Of("ada@example.org", "5055550100"), Of("ada@example.org", "5055550100", other));
    }

    private IReadOnlyList<string> Of(string? email, string? phone, TestApp? by = null) =>
        (by ?? app).Get<SenderKeys>().Of(new Submission
        {
            Id = "BSK-2345-6789",
            Hash = "the whole hash",
            Kind = "consultation",
            State = SubmissionState.Received,
            ReceivedAt = app.Clock.GetUtcNow(),
            Email = email,
            PhoneDigits = phone,
        });
}
