using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Webhooks;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Webhooks;

/// <summary>The app, and a SendGrid that posts signed events to it.</summary>
internal sealed class WebhookApp : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public WebhookApp(params string[] otherPublicKeys)
    {
        var keys = otherPublicKeys.Append(Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
        App = new TestApp(new() { ["SendGrid:EventWebhookPublicKeys"] = string.Join(',', keys) });
    }

    public TestApp App { get; }

    /// <summary>An event of a mail that this app sent; more fields begin with a comma.</summary>
    public static string Event(string kind, OutboxMail mail, string more = "", int second = 0) => $$"""
        {"email":"{{mail.To}}","event":"{{kind}}","mail_id":"{{mail.MailId}}","sg_message_id":"m-1.recvd-5f-1.0",
        "timestamp":{{1767901327 + second}},"category":["{{mail.Template}}"]{{more}}}
        """;

    /// <summary>A consultation request without an address: one mail, to staff, taken one step.</summary>
    public async Task<OutboxMail> NoticeAsync()
    {
        await App.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"));
        await App.ProcessQueueAsync();
        return App.Mails["staff-notice"];
    }

    /// <summary>The acknowledgement to a visitor, taken one step.</summary>
    public async Task<OutboxMail> AcknowledgementAsync()
    {
        await App.AcceptConsultationAsync();
        await App.ProcessQueueAsync();
        return App.Mails["consultation-received"];
    }

    public async Task PostAsync(params string[] events) =>
        Assert.Equal(200, (await PostBodyAsync($"[{string.Join(",\r\n", events)}]\r\n")).Status);

    public Task<FormClient.Response> PostBodyAsync(string body) => PostBodyAsync(Encoding.UTF8.GetBytes(body));

    public Task<FormClient.Response> PostBodyAsync(byte[] body) =>
        SendAsync("POST", body, "1767901330", Sign("1767901330", body));

    public string Sign(string timestamp, byte[] body) => Convert.ToBase64String(key.SignData(
        [.. Encoding.UTF8.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256,
        DSASignatureFormat.Rfc3279DerSequence));

    public async Task<FormClient.Response> SendAsync(string method, byte[] body, string? timestamp, string? signature)
    {
        var context = new DefaultHttpContext { RequestServices = App.Services };
        context.Request.Method = method;
        context.Request.Body = new MemoryStream(body);
        context.Request.Headers[SendGridSignature.TimestampHeader] = timestamp;
        context.Request.Headers[SendGridSignature.SignatureHeader] = signature;

        return await FormClient.ExecuteAsync(
            context,
            await App.Function<SendGridWebhookFunction>().HandleAsync(context.Request, CancellationToken.None));
    }

    public void Dispose()
    {
        App.Dispose();
        key.Dispose();
    }
}
