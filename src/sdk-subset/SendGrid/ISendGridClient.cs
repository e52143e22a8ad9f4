using SendGrid.Helpers.Mail;

namespace SendGrid;

/// <summary>Sends requests to SendGrid's v3 web API. The published interface has further members.</summary>
public interface ISendGridClient
{
    /// <summary>Sends any request; <paramref name="urlPath"/> follows the version, for example <c>scopes</c>.</summary>
    Task<Response> RequestAsync(
        BaseClient.Method method,
        string requestBody = null,
        string queryParams = null,
        string urlPath = null,
        CancellationToken cancellationToken = default);

    /// <summary>Posts to <c>mail/send</c>; 202 means that SendGrid has taken the mail, no more.</summary>
    Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default);
}
