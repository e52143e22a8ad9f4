using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Submissions;

public sealed class SubmissionIdTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly SubmissionIdentity Request = new(
        "form", "consultation", "span:600:2946268",
        [new PostedField("name", "Ada Lovelace"), new PostedField("phone", "505-336-0217")]);

    // Pinned: a change would make a retry across a deployment a second submission.
    [Fact]
    public void A_known_request_has_a_known_hash() =>
        Assert.Equal(
            "07716914412a85c3bb51e8808d7d7e391675cc34c86cb753aa3558a1338f4de1", SubmissionId.HashOf(Key, Request));

    [Theory]
    [InlineData(2, "BSK-NV4V-ASRR")]
    [InlineData(3, "BSK-NV4V-ASRR-BTCB")]
    [InlineData(4, "BSK-NV4V-ASRR-BTCB-PYSZ")]
    [InlineData(5, "BSK-NV4V-ASRR-BTCB-PYSZ-YE2N")]
    [InlineData(6, "BSK-NV4V-ASRR-BTCB-PYSZ-YE2N-6HKJ")]
    public void A_longer_id_goes_on_where_the_shorter_one_ends(int groups, string id) =>
        Assert.Equal(
            id, SubmissionId.FromHash("07716914412a85c3bb51e8808d7d7e391675cc34c86cb753aa3558a1338f4de1", groups));

    [Theory]
    [InlineData('0', "BSK-2222-2222")]
    [InlineData('f', "BSK-HTY4-JRMM")]
    public void The_least_and_the_greatest_hash_have_ids_too(char digit, string id) =>
        Assert.Equal(id, SubmissionId.FromHash(new string(digit, 64), 2));

    [Fact]
    public void Ids_hold_nothing_that_looks_or_sounds_like_something_else()
    {
        for (var i = 0; i < 500; i++)
        {
            var hash = SubmissionId.HashOf(Key, Request with { RepeatKey = $"key:{i}" });

            Assert.Matches(
                "^BSK(-[23456789ABCDEFGHJKMNPQRSTVWXYZ]{4}){6}$", SubmissionId.FromHash(hash, SubmissionId.MaxGroups));
        }
    }

    [Fact]
    public void The_order_of_the_fields_does_not_matter() =>
        Assert.Equal(
            SubmissionId.HashOf(Key, Request),
            SubmissionId.HashOf(Key, Request with { Fields = [.. Request.Fields.Reverse()] }));

    [Fact]
    public void Whatever_differs_makes_another_submission()
    {
        SubmissionIdentity[] others =
        [
            Request,
            Request with { EntryPoint = "webhook" },
            Request with { Kind = "subscribe" },
            Request with { RepeatKey = "span:600:2946269" },
            Request with { RepeatKey = "key:span:600:2946268" },
            Request with { Fields = [] },
            Request with { Fields = [Request.Fields[0]] },
            Request with { Fields = [Request.Fields[0], new("phone", "505-336-0218")] },
            Request with { Fields = [Request.Fields[0], new("tel", "505-336-0217")] },
            Request with { Fields = [new("name", "ada lovelace"), Request.Fields[1]] },
            Request with { Fields = [.. Request.Fields, new("x", "")] },
            Request with { Fields = [.. Request.Fields, Request.Fields[1]] },
        ];

        var hashes = others.Select(identity => SubmissionId.HashOf(Key, identity))
            .Append(SubmissionId.HashOf(new byte[32], Request));

        Assert.Equal(others.Length + 1, hashes.Distinct().Count());
    }

    [Fact]
    public void Parts_that_read_the_same_in_a_row_are_still_different()
    {
        SubmissionIdentity[] identities =
        [
            new("form", "ab", "c", [new("d", "e")]),
            new("form", "a", "bc", [new("d", "e")]),
            new("form", "ab", "c", [new("de", "")]),
            new("form", "ab", "c", [new("", "de")]),
            new("form", "ab", "cd", [new("", "e")]),
            new("form", "ab", "c", [new("d", "e"), new("", "")]),
        ];

        Assert.Equal(6, identities.Select(identity => SubmissionId.HashOf(Key, identity)).Distinct().Count());
    }

    [Theory]
    [InlineData("BSK-7F3K-9Q2M", "BSK-7F3K-9Q2M")]
    [InlineData("bsk-7f3k-9q2m", "BSK-7F3K-9Q2M")]
    [InlineData("BSK 7F3K 9Q2M", "BSK-7F3K-9Q2M")]
    [InlineData("bsk7f3k9q2m", "BSK-7F3K-9Q2M")]
    [InlineData("BSK–7F3K–9Q2M–AAAA.", "BSK-7F3K-9Q2M-AAAA")]
    [InlineData("BSK-7F3K", null)]
    [InlineData("BSK-7F3K-9Q2", null)]
    [InlineData("BSK-7F3K-9Q2O", null)]
    [InlineData("7F3K-9Q2M", null)]
    [InlineData("ada@example.org", null)]
    [InlineData("", null)]
    public void An_id_is_understood_as_people_say_and_write_it(string text, string? id) =>
        Assert.Equal(id, SubmissionId.TryParse(text));
}
