using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

/// <summary>The pages behind the sign-in that are looked at, by the names of their snapshots.</summary>
internal static class StaffSamples
{
    public static readonly IReadOnlyDictionary<string, Func<ContentRenderer, Task<RenderedPage>>> Pages =
        new Dictionary<string, Func<ContentRenderer, Task<RenderedPage>>>
        {
            ["list"] = List(RequestListSamples.Everyone),
            ["list-of-one"] = List(RequestListSamples.One),
            ["list-after-a-change"] = List(RequestListSamples.Saved),
            ["list-of-held-back-alone"] = List(RequestListSamples.HeldBackAlone),
            ["list-of-nobody"] = List(RequestListSamples.Nobody),
            ["list-of-hostile-visitors"] = List(RequestListSamples.Hostile),
            ["request"] = Request(RequestSamples.Open),
            ["request-after-a-change"] = Request(RequestSamples.Saved),
            ["request-that-another-changed"] = Request(RequestSamples.Conflict),
            ["request-held-back"] = Request(RequestSamples.HeldBack),
            ["request-called"] = Request(RequestSamples.Called),
            ["request-done"] = Request(RequestSamples.Done),
            ["request-that-is-spam"] = Request(RequestSamples.Spam),
            ["request-from-a-hostile-visitor"] = Request(RequestSamples.Hostile),
            ["search"] = Search(SearchSamples.ByWords),
            ["search-for-nobody"] = Search(SearchSamples.Empty),
            ["search-by-day"] = Search(SearchSamples.ByDay),
            ["search-for-hostile-visitors"] = Search(SearchSamples.Hostile),
            ["done"] = Search(SearchSamples.Done),
            ["call-list"] = renderer => CallListPage.RenderAsync(renderer, CallListSamples.Everyone),
            ["call-list-of-nobody"] = renderer => CallListPage.RenderAsync(renderer, CallListSamples.Nobody),
            ["call-list-of-hostile-visitors"] = renderer => CallListPage.RenderAsync(renderer, CallListSamples.Hostile),
            ["audit"] = renderer => AuditPage.RenderAsync(renderer, AuditSamples.Day),
            ["audit-of-a-day-without-lines"] = renderer => AuditPage.RenderAsync(renderer, AuditSamples.Quiet),
            ["news"] = News(NewsSamples.All),
            ["news-of-nobody"] = News(NewsSamples.None),
            ["news-draft"] = Draft(NewsSamples.Draft),
            ["news-draft-saved"] = Draft(NewsSamples.Saved),
            ["news-draft-with-problems"] = Draft(NewsSamples.Wrong),
            ["news-draft-that-another-changed"] = Draft(NewsSamples.Conflict),
            ["news-preview"] = Preview(NewsSamples.Preview),
            ["news-preview-on-a-phone"] = Preview(NewsSamples.OnPhone),
            ["news-preview-as-text"] = Preview(NewsSamples.AsText),
            ["news-preview-with-problems"] = Preview(NewsSamples.NotConfirmed),
            ["news-preview-for-nobody"] = Preview(NewsSamples.ForNobody),
            ["news-preview-of-all-formats"] = Preview(NewsSamples.AllFormats),
            ["news-scheduled"] = Progress(NewsSamples.Scheduled),
            ["news-sending"] = Progress(NewsSamples.Sending),
            ["news-paused"] = Progress(NewsSamples.Paused),
            ["news-stopped"] = Progress(NewsSamples.Stopped),
            ["news-sent"] = Progress(NewsSamples.Sent),
            ["news-given-up"] = Progress(NewsSamples.GivenUp),
            ["subscribers"] = Subscribers(SubscriberSamples.All),
            ["subscribers-of-one-state"] = Subscribers(SubscriberSamples.OneState),
            ["subscribers-found"] = Subscribers(SubscriberSamples.Found),
            ["subscribers-not-found"] = Subscribers(SubscriberSamples.NotFound),
            ["subscribers-of-no-one"] = Subscribers(SubscriberSamples.NoOne),
            ["subscribers-that-are-hostile"] = Subscribers(SubscriberSamples.Hostile),
            ["subscriber"] = Subscriber(SubscriberSamples.Ana),
            ["subscriber-after-a-change"] = Subscriber(SubscriberSamples.JustUnsubscribed),
            ["subscriber-without-a-mailbox"] = Subscriber(SubscriberSamples.OldBox),
            ["subscriber-that-is-hostile"] = Subscriber(SubscriberSamples.HostileOne),
            ["import"] = renderer => ImportUploadPage.RenderAsync(renderer, ImportSamples.Upload),
            ["import-of-no-list"] = renderer => ImportUploadPage.RenderAsync(renderer, ImportSamples.NoList),
            ["import-preview"] = renderer => ImportPreviewPage.RenderAsync(renderer, ImportSamples.Preview),
            ["import-preview-of-one"] = renderer => ImportPreviewPage.RenderAsync(renderer, ImportSamples.Clean),
            ["import-incomplete"] = renderer => ImportPreviewPage.RenderAsync(renderer, ImportSamples.Incomplete),
            ["import-running"] = renderer => ImportProgressPage.RenderAsync(renderer, ImportSamples.Running),
            ["import-done"] = renderer => ImportProgressPage.RenderAsync(renderer, ImportSamples.Done),
            ["import-from-hostile-hands"] = renderer => ImportPreviewPage.RenderAsync(renderer, ImportSamples.Hostile),
            ["resources"] = Resources(ResourcesSamples.Edit),
            ["resources-after-a-change"] = Resources(ResourcesSamples.Saved),
            ["resources-with-a-broken-link"] = Resources(ResourcesSamples.BrokenLink),
            ["resources-without-a-title"] = Resources(ResourcesSamples.NoTitle),
            ["resources-that-another-changed"] = Resources(ResourcesSamples.Conflict),
            ["resources-that-are-hostile"] = Resources(ResourcesSamples.Hostile),
            ["message"] = renderer => DeskMessagePage.RenderAsync(renderer, new DeskMessageModel(
                SignedIn.Rosa, "There is no such request", "It may have been erased. Please look for it in the list.")),
        };

    private static Func<ContentRenderer, Task<RenderedPage>> Subscribers(SubscriberListModel model) =>
        renderer => SubscriberListPage.RenderAsync(renderer, model);

    private static Func<ContentRenderer, Task<RenderedPage>> Subscriber(SubscriberModel model) =>
        renderer => SubscriberPage.RenderAsync(renderer, model);

    private static Func<ContentRenderer, Task<RenderedPage>> Resources(ResourcesModel model) =>
        renderer => ResourcesPage.RenderAsync(renderer, model);

    private static Func<ContentRenderer, Task<RenderedPage>> List(RequestListModel model) =>
        renderer => RequestListPage.RenderAsync(renderer, model);

    private static Func<ContentRenderer, Task<RenderedPage>> Request(RequestModel model) =>
        renderer => RequestPage.RenderAsync(renderer, model);

    private static Func<ContentRenderer, Task<RenderedPage>> Search(SearchModel model) =>
        renderer => SearchPage.RenderAsync(renderer, model);

    private static Func<ContentRenderer, Task<RenderedPage>> News(NewsListModel model) =>
        renderer => NewsListPage.RenderAsync(renderer, model);

    private static Func<ContentRenderer, Task<RenderedPage>> Draft(NewsEditModel model) =>
        renderer => NewsEditPage.RenderAsync(renderer, model);

    private static Func<ContentRenderer, Task<RenderedPage>> Preview(NewsPreviewModel model) =>
        renderer => NewsPreviewPage.RenderAsync(renderer, model);

    private static Func<ContentRenderer, Task<RenderedPage>> Progress(NewsProgressModel model) =>
        renderer => NewsProgressPage.RenderAsync(renderer, model);
}
