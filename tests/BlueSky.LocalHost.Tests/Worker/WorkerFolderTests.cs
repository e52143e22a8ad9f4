using BlueSky.LocalHost.Worker;

namespace BlueSky.LocalHost.Tests.Worker;

public sealed class WorkerFolderTests
{
    [Fact]
    public void Without_a_package_it_is_the_app_that_was_built_beside_LocalHost()
    {
        var folder = WorkerFolder.Find(null);

        Assert.EndsWith(Path.Combine("BlueSky.Functions", Path.GetFileName(folder.FullPath)), folder.FullPath,
            StringComparison.Ordinal);
        Assert.True(File.Exists(folder.Assembly));
    }

    [Fact]
    public void A_folder_without_the_app_is_refused_with_what_to_give_instead()
    {
        var empty = Directory.CreateTempSubdirectory();
        try
        {
            var refusal = Assert.Throws<StartRefusedException>(() => WorkerFolder.Find(empty.FullName));

            Assert.Contains(empty.FullName, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("dotnet publish src/BlueSky.Functions", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            empty.Delete();
        }
    }
}
