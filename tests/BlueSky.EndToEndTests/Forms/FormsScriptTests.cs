using System.Text.RegularExpressions;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

/// <summary>The website's script as it is written and as it is served; what it does is shown in Browser/.</summary>
[Collection(nameof(FormsHost))]
public sealed partial class FormsScriptTests(FormsHost forms)
{
    private static readonly string Website = Path.GetDirectoryName(Repository.FormsScript)!;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_script_has_no_type_error() => Assert.Equal("", await TypeErrorsAsync(Website));

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_type_error_is_seen_and_packages_of_the_folders_above_are_not()
    {
        using var above = new DataFolder();
        var website = Directory.CreateDirectory(Path.Combine(above.Path, "checkout", "website")).FullName;
        File.Copy(Path.Combine(Website, "tsconfig.json"), Path.Combine(website, "tsconfig.json"));
        await WriteAsync("node_modules/@types/other/index.d.ts", "This is no declaration.");
        await WriteAsync("node_modules/@typescript/lib-dom/index.d.ts", "Nor is this.");
        await WriteAsync("checkout/website/forms.js", "document.title = 1;");

        var seen = await Assert.ThrowsAsync<InvalidOperationException>(() => TypeErrorsAsync(website));

        Assert.Equal(
            "node ended with 2: forms.js(1,1): error TS2322: Type 'number' is not assignable to type 'string'.",
            seen.Message.Trim());

        async Task WriteAsync(string file, string text)
        {
            var path = Path.Combine(above.Path, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text);
        }
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_script_is_served_as_it_is_written_less_its_comments_with_its_texts_and_may_be_kept()
    {
        var answer = await forms.Host.SendAsync(new Post { Path = "/api/forms.js", Method = HttpMethod.Get });

        Assert.Equal(200, answer.Code);
        Assert.Equal(
            await WithoutCommentsAsync(await File.ReadAllTextAsync(Repository.FormsScript)),
            await WithoutCommentsAsync(Texts().Replace(answer.Body, "JSON.parse('%TEXTS%')")));
        Assert.DoesNotContain("/*", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^\s|^//", answer.Body);
        Assert.Equal("text/javascript; charset=utf-8", answer["Content-Type"]);
        Assert.StartsWith("public, max-age=3600", answer["Cache-Control"], StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?<=^const texts = )\{""en"".+\}(?=;$)", RegexOptions.Multiline)]
    private static partial Regex Texts();

    // TypeScript knows what a comment is; it prints both in one way.
    private static async Task<string> WithoutCommentsAsync(string script)
    {
        using var folder = new DataFolder();
        var file = Path.Combine(folder.Path, "script.js");
        await File.WriteAllTextAsync(file, script);
        await Npm.RunAsync(
            "node_modules/typescript/bin/tsc",
            ["--allowJs", "--removeComments", "--target", "es2022", "--outDir", "out", "script.js"], folder.Path);
        return await File.ReadAllTextAsync(Path.Combine(folder.Path, "out", "script.js"));
    }

    private static Task<string> TypeErrorsAsync(string website) =>
        Npm.RunAsync("node_modules/typescript/bin/tsc", ["--project", "."], website);
}
