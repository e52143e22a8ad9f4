using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Forms;

internal static class FormServices
{
    public static IServiceCollection AddForms(this IServiceCollection services) => services
        .AddSingleton<FormCatalog>();
}
