using BlueSky.Functions.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Functions.Tests;

/// <summary>What stays when a process ends: storage, SendGrid, and the time.</summary>
internal sealed class Externals
{
    public Externals(DateTimeOffset startsAt)
    {
        Clock = new FakeTimeProvider(startsAt);
        Queue = new FakeQueue(Clock);
        NewsQueue = new FakeNewsQueue(Clock);
    }

    public FakeTimeProvider Clock { get; }

    public FakeQueue Queue { get; }

    public FakeNewsQueue NewsQueue { get; }

    public FakeResourceStore Resources { get; } = new();

    public FakeNewsStore News { get; } = new();

    public FakeSubmissionStore Submissions { get; } = new();

    public FakeRequestIndex Requests { get; } = new();

    public FakeBlockedSenders Blocked { get; } = new();

    public FakeMailOutbox Mails { get; } = new();

    public FakeRecipientStore Recipients { get; } = new();

    public FakeSubscriberIndex Subscribers { get; } = new();

    public FakeImportStore Imports { get; } = new();

    public FakeImportQueue ImportQueue { get; } = new();

    public FakeQuotaStore Quotas { get; } = new();

    public FakeAuditLog Audit { get; } = new();

    public FakeSessionStore Sessions { get; } = new();

    public FakeRowStore Rows { get; } = new();

    public FakeBackupStore Backups { get; } = new();

    public FakeMailSender Sender { get; } = new();
}
