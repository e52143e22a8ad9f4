using BlueSky.Content;
using BlueSky.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;
using SendGrid;

namespace BlueSky.Functions.Mail;

internal static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services) => services
        .AddSettings<MailSettings>()
        .AddSettings<SendGridSettings>()
        .AddSettings<NotificationSettings>()
        .AddSingleton<ContentRenderer>()
        .AddSingleton<MailComposer>()
        .AddSingleton<NewMails>()
        .AddSingleton<MailAttempts>()
        .AddSingleton<Mailer>()
        .AddSingleton<StaffLinks>()
        .AddSingleton<QuotaAlert>()
        .AddSingleton<ConfirmationQuota>()
        .AddSingleton<AcknowledgementQuota>()
        .AddSingleton<StaffNoticeQuota>()
        .AddMailTemplate<StaffNotice>()
        .AddMailTemplate<StaffAlert>()
        .AddSingleton<IMailSender, SendGridMailSender>()
        .AddSingleton<ISendGridClient>(provider =>
            SendGridConnection.Open(provider.GetRequiredService<SendGridSettings>()))
        .AddSingleton<SendGridCircuit>()
        .AddSendGridPipeline();

    /// <summary>Adds one kind of email, by its own type too.</summary>
    public static IServiceCollection AddMailTemplate<T>(this IServiceCollection services)
        where T : class, IMailTemplate => services
        .AddSingleton<T>()
        .AddSingleton<IMailTemplate>(provider => provider.GetRequiredService<T>());
}
