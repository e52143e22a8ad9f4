using BlueSky.LocalHost.Settings;
using Microsoft.Extensions.Configuration;

namespace BlueSky.Tool;

/// <summary>Reads the app's settings from a file and from environment variables, which win.</summary>
internal static class ToolSettings
{
    /// <exception cref="InvalidDataException">The file does not exist or is malformed.</exception>
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
