using System.Globalization;
using BlueSky.Content.Mails;
using BlueSky.Functions.Forms;
using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Http;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.News;

/// <summary>Lets managers write news, see them before, and send them.</summary>
internal sealed class NewsEndpoint(
    INewsStore store, NewsView view, NewsStart start, NewsCounting counting, NewsTest test, ISubscriberIndex subscribers,
    StaffPages pages, DeskAudit audit, ClinicSettings clinic, TimeProvider clock)
{
    public const string Path = "/staff/news";

    /// <summary>Another change of the same news is rare, and quick.</summary>
    private const int MaxRounds = 10;

    /// <summary>A view of the progress counts again when the counts are older.</summary>
    private static readonly TimeSpan CountsAreFresh = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan MaxAhead = TimeSpan.FromDays(366);

    public async Task<IResult> ListAsync(StaffVisit visit, CancellationToken cancellationToken)
    {
        await audit.WriteAsync(visit.Person, "list news", "news", cancellationToken);
        return await view.ListAsync(visit, await store.ListAsync(cancellationToken).ToListAsync(cancellationToken));
    }

    /// <summary>Opens a new draft, or the empty one that this person has left.</summary>
    public async Task<IResult> AddAsync(StaffVisit visit, CancellationToken cancellationToken)
    {
        var news = await store.ListAsync(cancellationToken).FirstOrDefaultAsync(
            item => item is { State: NewsState.Draft, Subject: "", Text: "" } && item.By == visit.Person.Email,
            cancellationToken);
        news ??= await store.TrySaveAsync(
            new NewsItem { Id = NewsId.New(), By = visit.Person.Email, ChangedAt = clock.GetUtcNow() },
            cancellationToken)
            ?? throw new StorageUnavailableException("a new id was taken");
        await audit.WriteAsync(visit.Person, "write news", news.Id, cancellationToken);
        return new SeeOther(PathOf(news));
    }

    /// <param name="viewName">How a draft is shown; null to edit it.</param>
    public async Task<IResult> ShowAsync(
        StaffVisit visit, string id, string? viewName, bool isSaved, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } news)
        {
            return await pages.NotFoundAsync();
        }

        await audit.WriteAsync(visit.Person, "view news", news.Id, cancellationToken);
        if (news.IsEditable)
        {
            return viewName is null
                ? await view.EditAsync(visit, news, isSaved)
                : await view.PreviewAsync(
                    visit, news, viewName, await CountAsync(cancellationToken), new NewsOrder());
        }

        // The last counts before the end are no longer true, however fresh they are.
        if (news.StartedAt is not null
            && (!(news.Counts.At + CountsAreFresh > clock.GetUtcNow()) || news.Counts.At < news.EndedAt))
        {
            news = await counting.CountAsync(news, cancellationToken);
        }

        return await view.ProgressAsync(visit, news, await CountAsync(cancellationToken));
    }

    public async Task<IResult> ChangeAsync(
        StaffVisit visit, string id, PostedForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } news)
        {
            return await pages.NotFoundAsync();
        }

        var (by, now) = (visit.Person.Email, clock.GetUtcNow());
        return form["do"] switch
        {
            "save" => await SaveAsync(visit, news, form, cancellationToken),
            "test" => await TestAsync(visit, news, cancellationToken),
            "send" => await SendAsync(visit, news, form, cancellationToken),
            "pause" => await MoveAsync(visit, news, "pause news", item => item.Pause(by, now), cancellationToken),
            "stop" => await MoveAsync(visit, news, "stop news", item => item.Stop(by, now), cancellationToken),
            "resume" => await ResumeAsync(visit, news, cancellationToken),
            "retry" => await RetryAsync(visit, news, cancellationToken),
            _ => await pages.UnreadableAsync(),
        };
    }

    private async Task<IResult> SaveAsync(
        StaffVisit visit, NewsItem news, PostedForm form, CancellationToken cancellationToken)
    {
        var (subject, text) = (PostedText.CleanLine(form["subject"] ?? ""), PostedText.Clean(form["text"] ?? ""));
        var typed = news with { Subject = subject, Text = text };
        if (subject.Length > NewsCheck.MaxSubject || text.Length > NewsText.MaxLength)
        {
            return await view.EditAsync(visit, typed, isSaved: false, StatusCodes.Status422UnprocessableEntity);
        }

        if (form["version"] != news.Changes.ToString(CultureInfo.InvariantCulture))
        {
            return await view.ConflictAsync(visit, news, subject, text);
        }

        if (news.Edit(subject, text, visit.Person.Email, clock.GetUtcNow()) is not { } edited)
        {
            return new SeeOther(PathOf(news));
        }

        await audit.WriteAsync(visit.Person, "save news", news.Id, cancellationToken);
        if (edited != news && await store.TrySaveAsync(edited, cancellationToken) is null)
        {
            return await FindAsync(news.Id, cancellationToken) is { } current
                ? await view.ConflictAsync(visit, current, subject, text)
                : await pages.NotFoundAsync();
        }

        // A draft is saved as it is; what cannot be sent is told when it is to be seen.
        return form["then"] != "preview" ? new SeeOther($"{PathOf(news)}?saved=1")
            : NewsCheck.IsReady(edited) ? new SeeOther($"{PathOf(news)}?view=desktop")
            : await view.EditAsync(visit, edited, isSaved: false, StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<IResult> TestAsync(StaffVisit visit, NewsItem news, CancellationToken cancellationToken)
    {
        if (!NewsCheck.IsReady(news))
        {
            return new SeeOther(PathOf(news));
        }

        await audit.WriteAsync(visit.Person, "test news", news.Id, cancellationToken);
        await test.RequestAsync(news, visit.Person);
        await TryChangeAsync(news.Id, item => item.Tested(clock.GetUtcNow()), cancellationToken);
        return new SeeOther($"{PathOf(news)}?view=desktop");
    }

    private async Task<IResult> SendAsync(
        StaffVisit visit, NewsItem news, PostedForm form, CancellationToken cancellationToken)
    {
        // A second click.
        if (!news.IsEditable)
        {
            return new SeeOther(PathOf(news));
        }

        var recipients = await CountAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var order = NewsOrder.Read(form, recipients, news, clinic, now, MaxAhead);
        if (!order.IsRight || !view.CanSend(news, recipients))
        {
            return await view.PreviewAsync(
                visit, news, "desktop", recipients, order, StatusCodes.Status422UnprocessableEntity);
        }

        await audit.WriteAsync(
            visit.Person, "send news", news.Id, cancellationToken,
            string.Create(CultureInfo.InvariantCulture, $"{recipients} recipients, {(order.At is null ? "now" : "later")}"));
        var begun = order.At is { } at
            ? await store.TrySaveAsync(news.Schedule(at, visit.Person.Email, now)!, cancellationToken)
            : await start.StartAsync(news with { By = visit.Person.Email }, cancellationToken);
        return begun is null && await FindAsync(news.Id, cancellationToken) is { IsEditable: true } changed
            ? await view.PreviewAsync(
                visit, changed, "desktop", recipients, order.ChangedMeanwhile(), StatusCodes.Status409Conflict)
            : new SeeOther(PathOf(news));
    }

    private async Task<IResult> ResumeAsync(StaffVisit visit, NewsItem news, CancellationToken cancellationToken)
    {
        var (by, now) = (visit.Person.Email, clock.GetUtcNow());
        var answer = await MoveAsync(visit, news, "resume news", item => item.Resume(by, now), cancellationToken);
        if (await FindAsync(news.Id, cancellationToken) is { State: NewsState.Sending } sending)
        {
            await start.ContinueAsync(sending, DateTimeOffset.MaxValue, cancellationToken);
        }

        return answer;
    }

    private async Task<IResult> RetryAsync(StaffVisit visit, NewsItem news, CancellationToken cancellationToken)
    {
        var (by, now) = (visit.Person.Email, clock.GetUtcNow());
        var answer = await MoveAsync(visit, news, "retry news", item => item.Retry(by, now), cancellationToken);
        if (await FindAsync(news.Id, cancellationToken) is { State: NewsState.Starting } starting)
        {
            await start.BeginAsync(starting, cancellationToken);
        }

        return answer;
    }

    // Where it is not possible any more, the page shows why.
    private async Task<IResult> MoveAsync(
        StaffVisit visit, NewsItem news, string what, Func<NewsItem, NewsItem?> move,
        CancellationToken cancellationToken)
    {
        await audit.WriteAsync(visit.Person, what, news.Id, cancellationToken);
        await TryChangeAsync(news.Id, move, cancellationToken);
        return new SeeOther(PathOf(news));
    }

    private async Task TryChangeAsync(
        string id, Func<NewsItem, NewsItem?> move, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await store.FindAsync(id, cancellationToken) is not { } current || move(current) is not { } moved
                || await store.TrySaveAsync(moved, cancellationToken) is not null)
            {
                return;
            }
        }

        throw new StorageUnavailableException("the news kept changing");
    }

    private async Task<NewsItem?> FindAsync(string id, CancellationToken cancellationToken) =>
        NewsId.IsValid(id) ? await store.FindAsync(id, cancellationToken) : null;

    private async Task<int> CountAsync(CancellationToken cancellationToken) =>
        (await subscribers.CountAsync(cancellationToken)).Of(SubscriptionState.Confirmed);

    private static string PathOf(NewsItem news) => $"{Path}/{news.Id}";
}
