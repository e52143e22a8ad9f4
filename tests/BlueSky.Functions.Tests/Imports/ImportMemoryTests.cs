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

    [Fact]
    public async Task A_run_holds_one_chunk_at_a_time()
    {
        using var app = new TestApp();
        using var file = OpenFile();
        var (import, _) = await app.Get<ImportUpload>().StoreAsync(file, "contacts.csv", "kim@clinic.example", default);
        await app.Get<ImportStart>().TryStartAsync(import!, ImportApp.Source, ImportConfirmation.Already, default);

        await app.RunImportsAsync();

        Assert.Equal(200, import!.Chunks);
        Assert.Equal((ImportState.Done, Lines), (app.Externals.Imports.Single.State, app.Externals.Imports.Single.Done.Added));
        Assert.Equal(Lines, app.Recipients.Rows.Count);
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
