using BlueSky.LocalHost.CapturedMail;

namespace BlueSky.LocalHost.Tests.CapturedMail;

public sealed class EmailFrameTests
{
    private const string Always = "(min-width: 0)";
    private const string Never = "(max-width: 0)";

    [Theory]
    [InlineData("dark", "@media (prefers-color-scheme: dark) {", $"@media {Always} {{")]
    [InlineData("light", "@media (prefers-color-scheme: dark) {", $"@media {Never} {{")]
    [InlineData("dark", "@media (prefers-color-scheme:light){", $"@media {Never}{{")]
    [InlineData("light", "@MEDIA ( Prefers-Color-Scheme : LIGHT ) {", $"@MEDIA {Always} {{")]
    [InlineData("dark", "@media screen and (prefers-color-scheme: dark) {", $"@media screen and {Always} {{")]
    [InlineData("dark", "@media not (prefers-color-scheme: dark) {", $"@media not {Always} {{")]
    public void A_condition_on_the_color_scheme_is_always_or_never_true(string theme, string before, string after) =>
        Assert.Contains(
            $"<style>{after} p {{ color: red }}}}</style>",
            Render($"<style>{before} p {{ color: red }}}}</style>", theme), StringComparison.Ordinal);

    [Fact]
    public void Every_style_of_the_email_gets_its_theme()
    {
        var html = Render(
            """
            <style media="(prefers-color-scheme: dark)">p { color: red }</style>
            <style>@media (prefers-color-scheme: dark) { p { color: red } }</style>
            """,
            "dark");

        Assert.DoesNotContain("prefers-color-scheme", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_email_says_about_color_schemes_stays() =>
        Assert.Contains(
            "<p>(prefers-color-scheme: dark)</p>", Render("<p>(prefers-color-scheme: dark)</p>", "dark"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "<!DOCTYPE html>\n<html>\n<head lang=\"en\">\n<title>",
        "<!DOCTYPE html>\n<html>\n<head lang=\"en\"><base target=\"_blank\">")]
    [InlineData("<!doctype html><p>Hello", "<!doctype html><base target=\"_blank\">")]
    [InlineData("<header>Hello</header>", "<base target=\"_blank\">")]
    public void Links_open_in_a_new_tab_and_the_doctype_stays_first(string html, string start) =>
        Assert.StartsWith(start, Render(html, "light"), StringComparison.Ordinal);

    private static string Render(string html, string theme) =>
        EmailFrame.Render(html, Enum.Parse<EmailTheme>(theme, ignoreCase: true));
}
