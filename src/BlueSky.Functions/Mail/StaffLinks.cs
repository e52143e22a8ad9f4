using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Mail;

/// <summary>The links in emails to staff.</summary>
internal sealed class StaffLinks(SiteSettings site, NotificationSettings settings)
{
    /// <summary>The list of open requests.</summary>
    public Uri ToList { get; } = new(site.BaseUrl, "/staff");

    public Uri ToSubmission(string id) => settings.StaffLink is { } link
        ? new Uri(link.Replace("{id}", id, StringComparison.Ordinal))
        : new Uri(site.BaseUrl, $"/staff/requests/{id}");
}
