using System.Reflection;
using SendGrid;

namespace BlueSky.SdkSubset.Tests.SendGrid;

public sealed class SurfaceTests
{
    [Fact]
    public void The_public_types_are_these_and_no_more()
    {
        var types = typeof(SendGridClient).Assembly.GetExportedTypes()
            .Select(type => type.FullName)
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "SendGrid.BaseClient",
                "SendGrid.BaseClient+Method",
                "SendGrid.BaseClientOptions",
                "SendGrid.Helpers.Mail.ClickTracking",
                "SendGrid.Helpers.Mail.Content",
                "SendGrid.Helpers.Mail.EmailAddress",
                "SendGrid.Helpers.Mail.Ganalytics",
                "SendGrid.Helpers.Mail.Model.HtmlContent",
                "SendGrid.Helpers.Mail.Model.PlainTextContent",
                "SendGrid.Helpers.Mail.OpenTracking",
                "SendGrid.Helpers.Mail.Personalization",
                "SendGrid.Helpers.Mail.SendGridMessage",
                "SendGrid.Helpers.Mail.SubscriptionTracking",
                "SendGrid.Helpers.Mail.TrackingSettings",
                "SendGrid.ISendGridClient",
                "SendGrid.MimeType",
                "SendGrid.Response",
                "SendGrid.SendGridClient",
                "SendGrid.SendGridClientOptions",
            ],
            types);
    }

    [Fact]
    public void A_message_has_these_public_methods_and_no_more()
    {
        var methods = typeof(global::SendGrid.Helpers.Mail.SendGridMessage)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName)
            .Select(method => method.Name)
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "AddCategory", "AddCustomArg", "AddGlobalCustomArg", "AddGlobalHeader", "AddHeader", "AddTo", "AddTo",
                "Serialize", "SetClickTracking", "SetGoogleAnalytics", "SetOpenTracking", "SetSubscriptionTracking",
            ],
            methods);
    }
}
