using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

/// <summary>The website's script as it is written and as it is served; what it does is shown in Browser/.</summary>
[Collection(nameof(FormsHost))]
public sealed class FormsScriptTests(FormsHost forms)
{
    [Fact]
    public async Task The_script_has_no_type_error() =>
        Assert.Equal("", await Npm.RunAsync(
            "node_modules/typescript/bin/tsc",
            [
                "--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "es2022", "--lib",
                "es2022,dom,dom.iterable", Repository.FormsScript,
            ]));

    [Fact]
    public async Task The_script_is_served_as_it_is_written_and_may_be_kept()
    {
        var answer = await forms.Host.SendAsync(new Post { Path = "/api/forms.js", Method = HttpMethod.Get });

        Assert.Equal(200, answer.Code);
        Assert.Equal(await File.ReadAllTextAsync(Repository.FormsScript), answer.Body);
        Assert.Equal("text/javascript; charset=utf-8", answer["Content-Type"]);
        Assert.StartsWith("public, max-age=3600", answer["Cache-Control"], StringComparison.Ordinal);
    }
}
