using System.Runtime.InteropServices;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>
/// Which browser the tests drive: npm's Chromium, which is made for Linux on x64, or else an installed Chrome.
/// </summary>
internal static class BrowserProgram
{
    private static readonly string[] Installed =
    [
        "/usr/bin/google-chrome", "/usr/bin/chromium", "/usr/bin/chromium-browser",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), @"Google\Chrome\Application\chrome.exe"),
    ];

    /// <summary>Why there is none here; null when there is one.</summary>
    public static string? Missing { get; } = IsLinuxX64 || Installed.Any(File.Exists)
        ? null
        : "No browser: npm's Chromium runs on Linux x64 only, and no Chrome is installed here.";

    private static bool IsLinuxX64 =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    public static async Task<string> FindAsync() =>
        IsLinuxX64 ? await Npm.RunAsync("unpack-chromium.mjs") : Installed.First(File.Exists);
}
