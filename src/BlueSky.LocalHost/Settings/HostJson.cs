namespace BlueSky.LocalHost.Settings;

/// <summary>The part of <c>host.json</c> that LocalHost supports, with the real host's defaults.</summary>
internal sealed record HostJson(string RoutePrefix, QueueSettings Queues)
{
    /// <summary>As in the real host, <c>AzureFunctionsJobHost:…</c> settings override the file.</summary>
    public static HostJson Read(string file, IConfiguration settings)
    {
        try
        {
            var extensions = new ConfigurationBuilder()
                .AddJsonFile(file, optional: true)
                .AddConfiguration(settings.GetSection("AzureFunctionsJobHost"))
                .Build()
                .GetSection("extensions");
            return new HostJson(
                extensions["http:routePrefix"] ?? "api",
                extensions.GetSection("queues").Get<QueueSettings>() ?? new QueueSettings());
        }
        catch (Exception malformed) when (malformed is InvalidDataException or InvalidOperationException)
        {
            throw new StartRefusedException(
                $"{file}, or an AzureFunctionsJobHost setting, is wrong: {malformed.Message}");
        }
    }
}

/// <summary>
/// <c>extensions.queues</c> of <c>host.json</c>. After a failed run, a message is invisible for the visibility timeout.
/// </summary>
internal sealed record QueueSettings(
    int BatchSize = 16,
    int NewBatchThreshold = 8,
    int MaxDequeueCount = 5,
    TimeSpan VisibilityTimeout = default,
    TimeSpan? MaxPollingInterval = null);
