using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

/// <summary>How long and how many: the last that is taken, and the first that is not.</summary>
[Collection(nameof(FormsHost))]
public sealed class LengthTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Theory]
    [InlineData("name", 101)]
    [InlineData("message", 5_001)]
    [InlineData("preferred_contact", 101)]
    [InlineData("preferred_time", 101)]
    [InlineData("notes", 5_001)]
    public async Task One_character_over_a_limit_is_TOO_LONG(string field, int length)
    {
        var post = Post.Consultation(A.Address()).Without(field);

        var tooLong = await host.SendAsync(post.With(field, new string('x', length)));
        var longest = await host.SendAsync(post.With(field, new string('x', length - 1)));

        ErrorAnswer.AssertBroken(tooLong, $"TOO_LONG {field}");
        Assert.Equal(200, longest.Code);
    }

    [Theory]
    [InlineData(50, 200)]
    [InlineData(51, 422)]
    public async Task Fifty_other_fields_are_taken_and_no_more(int count, int code)
    {
        var post = Enumerable.Range(1, count).Aggregate(
            Post.Subscribe(A.Address()), (post, n) => post.With($"question {n} of them", "yes"));

        Assert.Equal(code, (await host.SendAsync(post)).Code);
    }

    [Theory]
    [InlineData(3, 200)]
    [InlineData(4, 422)]
    public async Task Other_fields_are_together_at_most_16_KiB(int fields, int code)
    {
        var post = Enumerable.Range(1, fields).Aggregate(
            Post.Subscribe(A.Address()), (post, n) => post.With($"note {n} here", new string('x', 4_990)));

        Assert.Equal(code, (await host.SendAsync(post)).Code);
    }
}
