using BlueSky.Functions.Forms;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlueSky.Functions.Settings;

/// <summary>The settings of one feature, defined in its folder. docs/settings.md lists them by name.</summary>
/// <remarks>
/// Options binding is not used: it stops at the first bad value, quotes secrets in its message, and reads <c>10</c> as
/// ten days.
/// </remarks>
internal interface ISettings<TSelf>
    where TSelf : class, ISettings<TSelf>
{
    static abstract TSelf Read(SettingsReader reader);
}

/// <summary>All settings, read and validated together before anything starts.</summary>
/// <param name="reader">Creates a reader.</param>
internal sealed class AllSettings(IEnumerable<AllSettings.Part> parts, Func<SettingsReader> reader) : IStartupValidator
{
    private readonly Lazy<Dictionary<Type, object>> values = new(() => Read(parts, reader()));

    public T Get<T>()
        where T : class => (T)values.Value[typeof(T)];

    /// <exception cref="OptionsValidationException">
    /// Contains a sentence for each setting that is missing or malformed.
    /// </exception>
    public void Validate() => _ = values.Value;

    private static Dictionary<Type, object> Read(IEnumerable<Part> parts, SettingsReader reader)
    {
        var values = parts.ToDictionary(part => part.Type, part => part.Read(reader));
        return reader.Problems.Count == 0
            ? values
            : throw new OptionsValidationException(nameof(AllSettings), typeof(AllSettings), reader.Problems);
    }

    internal sealed record Part(Type Type, Func<SettingsReader, object> Read)
    {
        public static Part Of<T>()
            where T : class, ISettings<T> => new(typeof(T), T.Read);
    }
}

internal static class SettingsServices
{
    public static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSingleton(provider => new AllSettings(
                provider.GetServices<AllSettings.Part>(),
                () => new SettingsReader(configuration, provider.GetRequiredService<FormCatalog>().Names)))
            .AddSingleton<IStartupValidator>(provider => provider.GetRequiredService<AllSettings>())
            .AddSettings<SiteSettings>()
            .AddSettings<ClinicSettings>()
            .AddSettings<SecretSettings>()
            .AddSettings<LimitSettings>()
            .AddSettings<StaffSettings>();

    /// <summary>Adds a feature's settings; they are validated with all others when the app starts.</summary>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services)
        where T : class, ISettings<T> => services
        .AddSingleton(AllSettings.Part.Of<T>())
        .AddSingleton(provider => provider.GetRequiredService<AllSettings>().Get<T>());
}
