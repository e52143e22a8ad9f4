using System.Text;
using BlueSky.Functions.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Functions.Tests.Webhooks;

public sealed class WebflowSignatureTests
{
    private const string Secret = "whsec-0123456789abcdef";
    private const string Key = "k3y+with/signs&more=";

    private const string Body =
        """{"triggerType":"form_submission","payload":{"name":"Contact Us","data":{"First Name":"Ada","""
        + """ "Email":"ada@example.org"},"id":"6321ca84df3949bfc6752327"}}""";

    // printf '1767901327000:%s' "$BODY" | openssl dgst -sha256 -hmac 'whsec-0123456789abcdef'
    private const string Timestamp = "1767901327000";
    private const string Signature = "f9f9fa53df9423d012ac14938bd1f5928fe421c5f9c6aa5ce017031a88c54d1e";

    // printf '1767901327000:' | openssl dgst -sha256 -hmac 'whsec-0123456789abcdef'
    private const string SignatureOfNothing = "4b72dd078ec1ffa543fee96adc3736bf3d098fcb5679717f540175812dba66fb";

    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2026-01-08T19:42:07Z"));

    [Fact]
    public void A_right_signature_is_believed() => Assert.True(Verifies(Signed()));

    [Fact]
    public void So_is_one_over_an_empty_body() => Assert.True(Verifies(Signed(SignatureOfNothing), body: ""));

    [Theory]
    [InlineData(0, "4")]
    [InlineData(63, "0")]
    [InlineData(63, "g")]
    [InlineData(63, "")]
    [InlineData(63, "00")]
    public void A_changed_signature_is_not(int at, string instead)
    {
        var changed = Signature[..at] + instead + Signature[(at + 1)..];

        Assert.NotEqual(Signature, changed);
        Assert.False(Verifies(Signed(changed)));
    }

    [Fact]
    public void Nor_one_of_another_body() => Assert.False(Verifies(Signed(), Body + " "));

    [Fact]
    public void Nor_one_of_another_timestamp() => Assert.False(Verifies(Signed(timestamp: "1767901327001")));

    [Fact]
    public void Nor_one_by_another_secret() =>
        Assert.False(Verifies(Signed(), settings: Settings with { SigningSecret = "another secret" }));

    [Theory]
    [InlineData(-35, 0, true)]
    [InlineData(-35, -1, false)]
    [InlineData(35, 0, true)]
    [InlineData(35, 1, false)]
    public void A_timestamp_may_be_35_minutes_away_and_no_more(int minutes, int milliseconds, bool isRecent)
    {
        var away = new TimeSpan(0, 0, minutes, 0, milliseconds);
        var later = new FakeTimeProvider(clock.GetUtcNow() - away);

        Assert.Equal(isRecent, new WebflowSignature(Settings, later).Verifies(Signed(), Encoding.UTF8.GetBytes(Body)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("-1767901327000")]
    [InlineData("1767901327000 ")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999999")]
    public void What_is_no_timestamp_is_not_believed(string timestamp)
    {
        var request = Signed(WebflowApp.Sign(timestamp, Encoding.UTF8.GetBytes(Body)), timestamp);

        Assert.False(Verifies(request));
    }

    [Fact]
    public void Headers_that_are_missing_or_repeated_are_not_believed()
    {
        var bare = new DefaultHttpContext().Request;
        var twice = Signed();
        twice.Headers.Append(WebflowSignature.SignatureHeader, Signature);

        Assert.False(Verifies(bare));
        Assert.False(Verifies(twice));
    }

    [Theory]
    [InlineData("?key=k3y%2Bwith%2Fsigns%26more%3D", true)]
    [InlineData("?a=b&KEY=k3y%2Bwith%2Fsigns%26more%3D", true)]
    [InlineData("?key=k3y%2Bwith%2Fsigns%26more", false)]
    [InlineData("?key=K3Y%2Bwith%2Fsigns%26more%3D", false)]
    [InlineData("?key=k3y%2Bwith%2Fsigns%26more%3D&key=x", false)]
    [InlineData("?key=", false)]
    [InlineData("?key", false)]
    [InlineData("", false)]
    public void The_right_key_is_believed_and_no_other(string query, bool isBelieved)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);

        Assert.Equal(isBelieved, Verifies(request));
    }

    [Fact]
    public void What_is_not_configured_verifies_nothing()
    {
        var signedByNothing = Signed(SignatureByEmptySecret);
        signedByNothing.QueryString = new QueryString("?key=");

        Assert.False(Verifies(signedByNothing, settings: Settings with { SigningSecret = null, Key = null }));
    }

    // printf '1767901327000:%s' "$BODY" | openssl dgst -sha256 -hmac ''
    private const string SignatureByEmptySecret = "6992b46345d75e11431df428a1b9e5169d42c0d324de073f7bfefc02c7c3bc90";

    private static WebflowSettings Settings => new(
        Secret, Key, TimeSpan.FromMinutes(35), new Dictionary<string, string>());

    private bool Verifies(HttpRequest request, string body = Body, WebflowSettings? settings = null) =>
        new WebflowSignature(settings ?? Settings, clock).Verifies(request, Encoding.UTF8.GetBytes(body));

    private static HttpRequest Signed(string signature = Signature, string timestamp = Timestamp)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[WebflowSignature.SignatureHeader] = signature;
        request.Headers[WebflowSignature.TimestampHeader] = timestamp;
        return request;
    }
}
