using BlueSky.LocalHost.Settings;
using Microsoft.Extensions.Configuration;

namespace BlueSky.Tool;

/// <summary>The app's settings, from where the app on one machine has them: environment over file.</summary>
internal static class ToolSettings
{
    /// <exception cref="InvalidDataException">The file is not there or not of its shape.</exception>
    public static IConfiguration Read(string? file)
    {
        if (file is not null && !File.Exists(file))
        {
            throw new InvalidDataException($"There is no file {file}.");
        }

        file ??= File.Exists(LocalSettingsFile.Name) ? LocalSettingsFile.Name : null;
        return new ConfigurationBuilder()
            .AddInMemoryCollection(file is null ? [] : LocalSettingsFile.Read(file))
            .AddEnvironmentVariables()
            .Build();
    }
}
