using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Webhooks;
using CsCheck;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Hostile;

/// <summary>No body of any kind costs more memory than 20 times its size and 256 KB.</summary>
public sealed class HostileReaderTests
{
    private const int Fixed = 256 * 1024;

    private const string Part = "--bOuNdArY\r\nContent-Disposition: form-data; name=";

    /// <summary>Names, values, brackets, parts, lines, over and over.</summary>
    private static readonly Shape[] Shapes =
    [
        new(HostileBodies.UrlEncoded, "", "a=b&", ""),
        new(HostileBodies.UrlEncoded, "", "&", ""),
        new(HostileBodies.UrlEncoded, "", "%41", "=x"),
        new(HostileBodies.UrlEncoded, "n=", "%e9", ""),
        new(HostileBodies.UrlEncoded, "", "a=%e9&", ""),
        new(HostileBodies.Json, "{\"a\":[", "1,", "2]}"),
        new(HostileBodies.Json, "{", "\"a\":0,", "\"b\":1}"),
        new(HostileBodies.Json, "{", "\"a\":[],", "\"b\":1}"),
        new(HostileBodies.Json, "{\"", "n", $"\":[{string.Join(',', Enumerable.Repeat("1", 2_000))}]}}"),
        new(HostileBodies.Json, "", "[", ""),
        new(HostileBodies.Json, "{\"a\":\"", "\\u0041", "\"}"),
        new(HostileBodies.Json, "{\"a\":\"\\n", "a", "\"}"),
        new(HostileBodies.Multipart, "", $"{Part}a\r\n\r\n1\r\n", "--bOuNdArY--"),
        new(HostileBodies.Multipart, "", $"{Part}a;filename=b\r\n\r\n1\r\n", "--bOuNdArY--"),
        new(HostileBodies.Multipart, $"{Part}a\r\n\r\n", "\r\n--bOuNdArYs", "\r\n--bOuNdArY--"),
        new(HostileBodies.Multipart, Part, "\"a\";", "\r\n\r\n1\r\n--bOuNdArY--"),
        new(HostileBodies.Multipart, $"{Part}a\r\n", "b:c\r\n", "\r\n1\r\n--bOuNdArY--"),
        new(HostileBodies.Plain, "a=", "\n", ""),
        new(HostileBodies.Plain, "a=", "b\n", ""),
        new(HostileBodies.Plain, "", "a=\n", ""),
        new(HostileBodies.Plain, "", "\r", "a=\n"),
        new(HostileBodies.Json, "", "[{},", "0"),
        new(HostileBodies.Json, "[", "{},", "{}]"),
        new(HostileBodies.Json, "[", "{\"event\":\"\"},", "{}]"),
        new(HostileBodies.Json, "[{\"event\":\"bounce\",\"sg_message_id\":\"", "a.", "\"}]"),
        new(HostileBodies.Json, "[{\"event\":\"bounce\",\"mail_id\":\"", "a.", "\"}]"),
    ];

    private static readonly Gen<Post> Bodies = Gen.OneOf(
        Gen.Select(Gen.OneOf(Shapes), Gen.Int[1, BodyReader.MaxBytes]).Select((shape, size) => shape.OfSize(size)),
        HostilePosts.Whole.Select(post => new Post(post.ContentType, post.Body)),
        HostilePosts.Broken.Select(post => new Post(post.ContentType, post.Body)));

    private static readonly Gen<Post> Hooks = Gen.Select(
        Bodies,
        Gen.OneOf(
            ("", ""), ("[", "]"), ("{\"name\":\"Contact Us\",\"data\":", "}"),
            ("{\"payload\":{\"name\":\"Contact Us\",\"data\":", "}}")))
        .Select((body, around) => body.Within(around.Item1, around.Item2));

    [Fact]
    public void A_body_of_any_kind_is_read_within_its_share_of_memory() => HostileInputs.Hold(Bodies, AssertIsRead);

    [Fact]
    public void A_hook_of_any_kind_is_read_within_its_share_of_memory() =>
        HostileInputs.Hold(Hooks, AssertIsReadAsHook);

    [Fact]
    public void As_much_as_is_taken_of_each_known_trick_is_read_within_its_share_of_memory() =>
        Assert.All(Shapes, shape =>
        {
            AssertIsRead(shape.OfSize(BodyReader.MaxBytes));
            AssertIsReadAsHook(shape.OfSize(1024 * 1024));
            AssertIsReadAsHook(shape.OfSize(1024 * 1024).Within("{\"name\":\"Contact Us\",\"data\":", "}"));
        });

    private static void AssertIsRead(Post post)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = post.Type;
        request.Body = new MemoryStream(post.Body);

        AssertWithin(post, () =>
        {
            var reading = BodyReader.ReadAsync(request, CancellationToken.None);
            Assert.True(reading.IsCompleted);
            if (reading.Result is BodyResult.Read { Form: var form })
            {
                Assert.InRange(form.Fields.Count, 0, PostedForm.MaxValues);
            }
        });
    }

    private static void AssertIsReadAsHook(Post post)
    {
        AssertWithin(post, () => WebflowHookBody.Parse(post.Body));
        AssertWithin(post, () =>
        {
            try
            {
                SendGridEventBody.Parse(post.Body);
            }
            catch (MalformedBodyException)
            {
                // Refused.
            }
        });
    }

    private static void AssertWithin(Post post, Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        read();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(
            allocated <= (20 * post.Body.Length) + Fixed, $"{allocated:N0} bytes for {post.Body.Length:N0}: {post}");
    }

    private sealed record Shape(string Type, string Before, string Piece, string After)
    {
        public Post OfSize(int bytes) => new(Type, Encoding.UTF8.GetBytes(
            Before
            + string.Concat(Enumerable.Repeat(
                Piece, Math.Max(0, bytes - Before.Length - After.Length) / Piece.Length))
            + After));
    }

    private sealed record Post(string Type, byte[] Body)
    {
        public Post Within(string before, string after) =>
            this with { Body = [.. Encoding.UTF8.GetBytes(before), .. Body, .. Encoding.UTF8.GetBytes(after)] };

        public override string ToString() =>
            $"{Type}, {Body.Length:N0} bytes: {Encoding.Latin1.GetString(Body, 0, Math.Min(200, Body.Length))}";
    }
}
