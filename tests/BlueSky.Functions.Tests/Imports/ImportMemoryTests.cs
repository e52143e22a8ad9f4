using System.Text;
using BlueSky.Functions.Imports;
using Xunit.Abstractions;

namespace BlueSky.Functions.Tests.Imports;

public sealed class ImportMemoryTests(ITestOutputHelper output)
{
    private const int Lines = 100_000;
    private const int Megabyte = 1024 * 1024;

    // The lines of a real export have some 200 characters each.
    [Fact]
    public void A_file_of_100_000_lines_takes_few_megabytes()
    {
        using var app = new TestApp();
        using var file = OpenFile();
        var before = Collected();

        var (read, _) = app.Get<ImportReader>().Read(file, "contacts.csv", default);

        var kept = (Collected() - before) / Megabyte;
        output.WriteLine($"A file of {file.Length / Megabyte} MB: {kept} MB are kept");
        Assert.Equal(Lines, read!.Lines.Count);
        Assert.InRange(kept, 0, 40);
    }

    private static FileStream OpenFile()
    {
        var file = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024,
            FileOptions.DeleteOnClose);
        using var text = new StreamWriter(file, Encoding.UTF8, leaveOpen: true);
        text.Write("Email Address,First Name,OPTIN_TIME,NOTES\n");
        for (var i = 0; i < Lines; i++)
        {
            text.Write($"someone.with.a.name.{i}@mail.example.org,Ada,\"2019-03-16 14:40:47\",{new string('n', 120)}\n");
        }

        return file;
    }

    private static long Collected() => GC.GetTotalMemory(forceFullCollection: true);
}
