using BlueSky.Infra.Tests.Checks;

namespace BlueSky.Infra.Tests;

/// <summary>README.md, CONTRIBUTING.md and docs/.</summary>
public sealed class PageTests
{
    private const int MaxLines = 299;
    private const int MaxReadmeLines = 180;
    private const int MaxImageBytes = 300_000;

    private static readonly string Docs = Path.Combine(Repository.Root, "docs");

    private static readonly string[] DocsPages =
    [
        .. Directory.GetFiles(Docs, "*.md").Select(file => $"docs/{Path.GetFileName(file)}")
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Pages => new([.. DocsPages, "CONTRIBUTING.md", "README.md"]);

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_says_whom_it_is_for_is_short_and_leads_on(string page)
    {
        int? maxLines = page switch
        {
            "docs/runbook.md" => null,
            "README.md" => MaxReadmeLines,
            _ => MaxLines,
        };

        var file = Path.Combine(Repository.Root, page);
        Assert.Empty(PageCheck.Findings(Path.GetDirectoryName(file)!, File.ReadAllText(file), maxLines));
    }

    [Fact]
    public void The_README_leads_to_each_page()
    {
        var links = PageCheck.Links(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).ToList();

        Assert.All(DocsPages, page => Assert.Contains(page, links));
    }

    [Fact]
    public void The_pictures_are_shown_and_small()
    {
        var shown = new[] { Repository.Root, Docs }.SelectMany(folder => Directory.GetFiles(folder, "*.md"))
            .SelectMany(page => PageCheck.Links(File.ReadAllText(page))).Select(Path.GetFileName).ToList();

        Assert.All(new DirectoryInfo(Path.Combine(Docs, "images")).GetFiles(), picture =>
        {
            Assert.Contains(picture.Name, shown);
            Assert.InRange(picture.Length, 1, MaxImageBytes);
        });
    }

    [Theory]
    [InlineData("# A\n\nFor you: [b](runbook.md#before-you-need-it), [c](#c-d-e).\n\n## `C` d, e?\n")]
    [InlineData("# A\n\nFor you: [b](https://example.org/b#c), `[d](e.md)`.\n\n```\n[f](#g)\n```\n")]
    [InlineData("# A\n\nFor you.\n\n## B\n\n## B\n\n[b](#b), [b](#b-1)\n")]
    public void A_page_with_nothing_wrong_has_no_findings(string page) =>
        Assert.Empty(PageCheck.Findings(Docs, page, 11));

    [Theory]
    [InlineData("# A\n\nIn short.\n", "it does not begin with whom it is for")]
    [InlineData("# A\n", "it does not begin with whom it is for")]
    [InlineData("# A\n\nFor you.\n\nB\n", "it has 5 lines")]
    [InlineData("# A\n\nFor you: [b](b.md).\n", "b.md leads nowhere")]
    [InlineData("# A\n\nFor you: [b](runbook.md#before).\n", "runbook.md#before leads nowhere")]
    [InlineData("# A\n\nFor you: [`b`](#b).\n", "#b leads nowhere")]
    [InlineData("# A\n\nFor you: <img src=\"images/b.png\">\n", "images/b.png leads nowhere")]
    public void What_is_wrong_with_a_page_is_found(string page, string finding) =>
        Assert.Equal([finding], PageCheck.Findings(Docs, page, 4));
}
