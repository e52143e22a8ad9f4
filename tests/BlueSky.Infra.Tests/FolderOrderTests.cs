using System.Text.RegularExpressions;

namespace BlueSky.Infra.Tests;

/// <summary>The folders of the app import in one direction: each knows the ones before it, and none behind it.</summary>
public sealed partial class FolderOrderTests
{
    private static readonly string App = Path.Combine(Repository.Root, "src", "BlueSky.Functions");

    private static readonly string[] BottomToTop =
    [
        "Forms", "Settings", "Telemetry", "Submissions", "Requests", "Recipients", "Spam", "Mail", "Processing",
        "Http", "Operations", "Subscriptions", "Consultations", "Webhooks", "Staff", "FrontDesk", "Subscribers", "Imports",
        "News", "Digests", "Retention", "Backups", "Storage",
    ];

    [Fact]
    public void Every_folder_has_its_place() => Assert.Equal(
        BottomToTop.Order(StringComparer.Ordinal),
        Directory.GetDirectories(App).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal));

    [Fact]
    public void None_imports_from_above()
    {
        var imports = BottomToTop
            .SelectMany(folder => Directory.GetFiles(Path.Combine(App, folder), "*.cs"), (folder, file) => (folder, file))
            .SelectMany(
                each => Import().Matches(File.ReadAllText(each.file)),
                (each, import) => (each.folder, File: Path.GetFileName(each.file), From: import.Groups[1].Value))
            .ToList();

        Assert.NotEmpty(imports);
        Assert.DoesNotContain(
            imports, each => Array.IndexOf(BottomToTop, each.From) >= Array.IndexOf(BottomToTop, each.folder));
    }

    [GeneratedRegex(@"^using BlueSky\.Functions\.(\w+);", RegexOptions.Multiline)]
    private static partial Regex Import();
}
