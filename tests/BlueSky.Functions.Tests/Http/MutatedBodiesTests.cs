using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;

namespace BlueSky.Functions.Tests.Http;

/// <summary>No input gives a 500: whatever is done to a body, it is read or it is malformed.</summary>
public sealed class MutatedBodiesTests
{
    private const int Bodies = 2_000;

    [Fact]
    public async Task Of_two_thousand_broken_url_encoded_bodies_each_is_read() => Assert.Equal(0, await ReadAllAsync(
        [.. "name=Zo%C3%AB+L&email=ada%40example.org&message=one%0D%0Atwo&topic=a&topic=b"u8],
        body => Task.FromResult(UrlEncodedBody.Parse(body))));

    [Fact]
    public Task Of_two_thousand_broken_json_bodies_none_surprises_the_parser() => SomeAreMalformedAsync(
        [.. """{"name":"Zoë \ud83d\ude00","email":"ada@example.org","n":[1.5e3,true,null],"x":{"y":[]}}"""u8],
        body => Task.FromResult(JsonBody.Parse(body)));

    [Fact]
    public Task Of_two_thousand_broken_multipart_bodies_none_surprises_the_parser() => SomeAreMalformedAsync(
        [
            .. "--b\r\nContent-Disposition: form-data; name=\"größe\"\r\n\r\nZoë\r\n--b\r\n"u8,
            .. "Content-Disposition: form-data; name=f; filename*=UTF-8''x\r\n"u8,
            .. "Content-Type: text/plain\r\n\r\nx\r\n--b--\r\n"u8,
        ],
        body => MultipartBody.ParseAsync(body, "b"));

    [Fact]
    public Task Of_two_thousand_boundaries_none_surprises_the_parser()
    {
        var body = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n"u8.ToArray();

        return SomeAreMalformedAsync(
            [.. "boundary=\"--b\u00FC'()+_,-./:=?\""u8],
            mutated => MultipartBody.ParseAsync(body, System.Text.Encoding.Latin1.GetString(mutated)));
    }

    private static async Task SomeAreMalformedAsync(byte[] wellFormed, Func<byte[], Task<PostedForm>> parseAsync) =>
        Assert.InRange(await ReadAllAsync(wellFormed, parseAsync), 1, Bodies - 1);

    /// <returns>How many were malformed.</returns>
    private static async Task<int> ReadAllAsync(byte[] wellFormed, Func<byte[], Task<PostedForm>> parseAsync)
    {
        var numbers = new SeededNumbers(500);
        var malformed = 0;
        for (var i = 0; i < Bodies; i++)
        {
            try
            {
                var form = await parseAsync(Mutate(wellFormed, numbers));
                Assert.All(form.Fields, field => Assert.NotNull(field.Value));
            }
            catch (MalformedBodyException)
            {
                malformed++;
            }
        }

        return malformed;
    }

    private static byte[] Mutate(byte[] body, SeededNumbers numbers)
    {
        for (var times = 1 + numbers.Next(4); times > 0; times--)
        {
            var at = numbers.Next(body.Length + 1);
            var until = at + numbers.Next(body.Length - at + 1);
            var any = (byte)numbers.Next(256);
            body = numbers.Next(6) switch
            {
                0 => [.. body[..at], any, .. body[at..]],
                1 => [.. body[..at], .. body[Math.Min(at + 1, body.Length)..]],
                2 => [.. body[..at], any, .. body[Math.Min(at + 1, body.Length)..]],
                3 => [.. body[..until], .. body[at..]],
                4 => numbers.Next(4) == 0 ? body[..at] : body,
                _ => [.. body[..at], .. "\"\\%{[=&-;\r\n"u8.Slice(numbers.Next(11), 1), .. body[at..]],
            };
        }

        return body;
    }
}
