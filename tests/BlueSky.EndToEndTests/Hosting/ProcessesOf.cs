namespace BlueSky.EndToEndTests.Hosting;

/// <summary>
/// Finds a host's processes, Azurite among them, by the data folder on their command line: not by descent, for a
/// process that outlives its parent has another one. Read from Linux's <c>/proc</c>.
/// </summary>
internal static class ProcessesOf
{
    public static bool AreReadable => OperatingSystem.IsLinux();

    public static IReadOnlyList<int> Data(DataFolder folder) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(process => int.TryParse(Path.GetFileName(process), out var id) ? id : 0)
            .Where(id => id > 0 && CommandLine(id).Contains(folder.Path, StringComparison.Ordinal))];

    /// <summary>Each argument ends with a NUL; empty when there is no such process.</summary>
    public static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return ""; // It ended just now.
        }
    }
}
