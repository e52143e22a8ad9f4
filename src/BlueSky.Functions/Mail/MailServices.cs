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
        .AddSingleton<Mailer>()
        .AddSingleton<StaffLinks>()
        .AddSingleton<QuotaAlert>()
        .AddSingleton<ConfirmationQuota>()
        .AddSingleton<AcknowledgementQuota>()
        .AddSingleton<StaffNoticeQuota>()
        .AddSingleton<IMailSender, SendGridMailSender>()
        .AddSingleton<ISendGridClient>(provider =>
            SendGridConnection.Open(provider.GetRequiredService<SendGridSettings>()))
        .AddSingleton<SendGridCircuit>()
        .AddSendGridPipeline();
}
