using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Consultations;

internal static class ConsultationServices
{
    public static IServiceCollection AddConsultations(this IServiceCollection services) => services
        .AddSettings<ConsultationSettings>()
        .AddSingleton<Form, ConsultationForm>()
        .AddSingleton<ISubmissionHandler, ConsultationHandler>()
        .AddMailTemplate<ConsultationReceived>();
}
