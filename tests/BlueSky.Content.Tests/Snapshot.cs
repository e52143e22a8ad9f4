using System.Runtime.CompilerServices;

namespace BlueSky.Content.Tests;

/// <summary>
/// Compares a text with the reviewed one in snapshots/. A difference leaves the new text beside it as .received; looked
/// at and liked, it becomes the approved one by renaming it, or for all at once by a run with APPROVE_SNAPSHOTS=1.
/// </summary>
internal static class Snapshot
{
    public static void Match(string name, string extension, string actual)
    {
        var approved = Path.Combine(Folder(), $"{name}.approved.{extension}");
        var received = Path.Combine(Folder(), $"{name}.received.{extension}");
        File.Delete(received);
        if (File.Exists(approved) && File.ReadAllText(approved) == actual)
            return;

        var approving = Environment.GetEnvironmentVariable("APPROVE_SNAPSHOTS") == "1"
            && Environment.GetEnvironmentVariable("CI") is null;
        File.WriteAllText(approving ? approved : received, actual);
        if (!approving)
            Assert.Fail($"{name} is not as approved. If the new text is right, rename {received} to {approved}.");
    }

    private static string Folder([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "snapshots");
}
