using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace BlueSky.SdkSubset.Tests.Queues;

public class QueueOnTheWireTests
{
    private const string Sent = """
        <?xml version="1.0" encoding="utf-8"?><QueueMessagesList><QueueMessage><MessageId>id</MessageId>
        <InsertionTime>Sun, 22 Nov 2026 16:13:52 GMT</InsertionTime>
        <ExpirationTime>Fri, 31 Dec 9999 23:59:59 GMT</ExpirationTime><PopReceipt>receipt</PopReceipt>
        <TimeNextVisible>Sun, 22 Nov 2026 16:14:22 GMT</TimeNextVisible></QueueMessage></QueueMessagesList>
        """;

    private const string Received = """
        <QueueMessagesList><QueueMessage><MessageId>id</MessageId>
        <InsertionTime>Sun, 22 Nov 2026 16:13:52 GMT</InsertionTime>
        <ExpirationTime>Fri, 31 Dec 9999 23:59:59 GMT</ExpirationTime><PopReceipt>receipt</PopReceipt>
        <TimeNextVisible>Sun, 22 Nov 2026 16:14:22 GMT</TimeNextVisible><DequeueCount>3</DequeueCount>
        <MessageText>Wm/Dqw==</MessageText></QueueMessage></QueueMessagesList>
        """;

    private readonly FakeService service = new();

    [Fact]
    public async Task A_message_is_sent_as_base64_with_its_times_in_seconds()
    {
        service.Answer(201, Sent);

        var receipt = (await Queue().SendMessageAsync(
            "Zoë", TimeSpan.FromSeconds(30.9), TimeSpan.FromSeconds(-1))).Value;

        var request = Assert.Single(service.Sent);
        Assert.Equal("POST", request.Method);
        Assert.Equal(
            "https://clinic.queue.core.windows.net/mails/messages?visibilitytimeout=30&messagettl=-1", request.Uri);
        Assert.EndsWith("<QueueMessage><MessageText>Wm/Dqw==</MessageText></QueueMessage>", request.Body);
        Assert.Equal(("id", "receipt"), (receipt.MessageId, receipt.PopReceipt));
        Assert.Equal(new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero), receipt.ExpirationTime);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 16, 13, 52, TimeSpan.Zero), receipt.InsertionTime);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 16, 14, 22, TimeSpan.Zero), receipt.TimeNextVisible);
    }

    [Fact]
    public async Task Without_base64_the_text_itself_is_sent()
    {
        service.Answer(201, Sent);

        await Queue(QueueMessageEncoding.None).SendMessageAsync("Zoë & <b>\r\n");

        Assert.EndsWith(
            "<QueueMessage><MessageText>Zoë &amp; &lt;b&gt;&#xD;\n</MessageText></QueueMessage>",
            Assert.Single(service.Sent).Body);
    }

    [Fact]
    public async Task A_request_is_signed_with_its_headers_and_its_query()
    {
        service.Answer(201, Sent);

        await Queue().SendMessageAsync("Zoë", timeToLive: TimeSpan.FromSeconds(60), visibilityTimeout: TimeSpan.Zero);

        var request = Assert.Single(service.Sent);
        var toSign =
            $"POST\n\n\n{Encoding.UTF8.GetByteCount(request.Body)}\n\napplication/xml\n\n\n\n\n\n\n"
            + $"x-ms-client-request-id:{request.Header("x-ms-client-request-id")}\n"
            + $"x-ms-date:{request.Header("x-ms-date")}\n"
            + "x-ms-return-client-request-id:true\n"
            + "x-ms-version:2021-12-02\n"
            + "/clinic/mails/messages\nmessagettl:60\nvisibilitytimeout:0";
        var signature = HMACSHA256.HashData(Convert.FromBase64String(FakeService.Key), Encoding.UTF8.GetBytes(toSign));
        Assert.Equal($"SharedKey clinic:{Convert.ToBase64String(signature)}", request.Header("Authorization"));
    }

    [Fact]
    public async Task Each_attempt_is_dated_and_signed_anew()
    {
        service.Answer(500).Answer(204);
        var options = service.QueueOptions();
        options.AddPolicy(new ForgetSignature(), HttpPipelinePosition.BeforeTransport);

        await new QueueClient(FakeService.ConnectionString, "mails", options).DeleteMessageAsync("id", "receipt");

        Assert.Equal(2, service.Sent.Count);
        Assert.All(service.Sent, request => Assert.StartsWith("SharedKey clinic:", request.Header("Authorization")));
        Assert.All(service.Sent, request => Assert.EndsWith(" GMT", request.Header("x-ms-date")));
    }

    [Fact]
    public async Task A_call_that_nobody_answers_is_tried_six_times_as_published()
    {
        service.RefuseConnection(times: 6);

        var failure = await Assert.ThrowsAsync<AggregateException>(() => Queue().ReceiveMessagesAsync());

        Assert.Equal(6, failure.InnerExceptions.Count);
    }

    [Fact]
    public async Task A_received_message_is_decoded()
    {
        service.Answer(200, Received);

        var message = Assert.Single((await Queue().ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5))).Value);

        Assert.Equal(
            "https://clinic.queue.core.windows.net/mails/messages?numofmessages=32&visibilitytimeout=300",
            Assert.Single(service.Sent).Uri);
        Assert.Equal(("id", "receipt"), (message.MessageId, message.PopReceipt));
        Assert.Equal(("Zoë", 3L), (message.MessageText, message.DequeueCount));
        Assert.Equal("Zoë"u8.ToArray(), message.Body.ToArray());
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 16, 14, 22, TimeSpan.Zero), message.NextVisibleOn);
    }

    [Fact]
    public async Task A_peeked_message_has_no_receipt()
    {
        service.Answer(200, Received);

        var message = Assert.Single((await Queue().PeekMessagesAsync(5)).Value);

        Assert.Equal(
            "https://clinic.queue.core.windows.net/mails/messages?peekonly=true&numofmessages=5",
            Assert.Single(service.Sent).Uri);
        Assert.Equal(("id", "Zoë", 3L), (message.MessageId, message.MessageText, message.DequeueCount));
    }

    [Fact]
    public async Task A_message_that_is_not_base64_fails_the_whole_receive_as_published()
    {
        service.Answer(200, Received.Replace("Wm/Dqw==", "not base64!", StringComparison.Ordinal));

        await Assert.ThrowsAsync<FormatException>(() => Queue().ReceiveMessagesAsync());
    }

    [Fact]
    public async Task An_empty_queue_has_no_messages()
    {
        service.Answer(200, "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><QueueMessagesList />");

        var received = await Queue().ReceiveMessagesAsync();

        Assert.Empty(received.Value);
    }

    [Fact]
    public async Task An_update_without_a_text_leaves_the_text_alone()
    {
        service.Answer(
            204, "", "x-ms-popreceipt: next", "x-ms-time-next-visible: Sun, 22 Nov 2026 16:14:22 GMT");

        UpdateReceipt receipt = await Queue().UpdateMessageAsync(
            "id", "a+b/=", visibilityTimeout: TimeSpan.FromSeconds(10));

        var request = Assert.Single(service.Sent);
        Assert.Equal(
            "https://clinic.queue.core.windows.net/mails/messages/id?popreceipt=a%2Bb%2F%3D&visibilitytimeout=10",
            request.Uri);
        Assert.Equal("", request.Body);
        Assert.Equal("next", receipt.PopReceipt);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 16, 14, 22, TimeSpan.Zero), receipt.NextVisibleOn);
    }

    [Theory]
    [InlineData(201, "", true)]
    [InlineData(204, "", false)]
    [InlineData(409, "x-ms-error-code: QueueAlreadyExists", false)]
    public async Task Creating_a_queue_answers_null_when_it_is_there(int status, string header, bool created)
    {
        service.Answer(status, "", header is "" ? [] : [header]);

        var answer = await Queue().CreateIfNotExistsAsync(new Dictionary<string, string> { ["owner"] = "clinic" });

        Assert.Equal(created, answer is not null);
        Assert.Equal("clinic", Assert.Single(service.Sent).Header("x-ms-meta-owner"));
    }

    [Fact]
    public async Task A_queue_that_is_being_deleted_cannot_be_created()
    {
        service.Answer(
            409,
            "<Error><Code>QueueBeingDeleted</Code><Message>It is being deleted.</Message></Error>",
            "Content-Type: application/xml");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Queue().CreateIfNotExistsAsync());

        Assert.Equal("QueueBeingDeleted", failure.ErrorCode);
        Assert.StartsWith("It is being deleted.", failure.Message);
    }

    [Fact]
    public void Error_codes_compare_with_strings_whatever_the_case()
    {
        Assert.True(QueueErrorCode.PopReceiptMismatch == "popreceiptmismatch");
        Assert.True("QueueNotFound" != QueueErrorCode.MessageNotFound);
    }

    private QueueClient Queue(QueueMessageEncoding encoding = QueueMessageEncoding.Base64) =>
        new(FakeService.ConnectionString, "mails", service.QueueOptions(encoding));
}
