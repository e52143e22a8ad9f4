using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Subscriptions;

namespace BlueSky.Tool.Doctor;

/// <summary>An address of the clinic that people open.</summary>
/// <param name="Name">The setting.</param>
internal sealed record Link(string Name, Uri Url)
{
    /// <summary>Whether the address may be for people who have signed in.</summary>
    public bool MayRefuse { get; init; }

    public static IEnumerable<Link> In(CheckedSettings settings)
    {
        var site = settings.Get<SiteSettings>();
        var clinic = settings.Get<ClinicSettings>();
        (string Name, Uri? Url)[] pages =
        [
            ("Site:ThankYouUrl", site.ThankYouUrl),
            ("Site:SubscribedUrl", site.SubscribedUrl),
            ("Clinic:Website", clinic.Website),
            ("Clinic:Logo", clinic.Logo),
        ];
        return
        [
            .. from page in pages where page.Url is not null select new Link(page.Name, page.Url),
            .. settings.Get<SubscriptionSettings>().Resources.Select(
                (resource, i) => new Link($"Subscriptions:Resources:{i}:Url", resource.Url)),
            .. StaffLink(settings.Get<NotificationSettings>()),
        ];
    }

    // No request has a known id here, so only the place where requests are is asked for.
    private static IEnumerable<Link> StaffLink(NotificationSettings notifications) =>
        Uri.TryCreate(notifications.StaffLink?.Split("{id}")[0], UriKind.Absolute, out var url)
            ? [new Link("Notifications:StaffLink", url) { MayRefuse = true }]
            : [];
}
