namespace BlueSky.Tool.Tests;

/// <summary>What the import asks for before it reads anything.</summary>
public sealed class ImportUsageTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void All_that_it_needs_is_given() => Assert.Empty(Errors(
        "--file", file, "--source", new string('x', 200), "--asked", "--confirm", "already", "--yes"));

    [Theory]
    [InlineData("--file", "no-such-file.csv", "File does not exist: 'no-such-file.csv'.")]
    [InlineData("--source", null, "Option '--source' is required.")]
    [InlineData(
        "--source", "a\nb",
        "--source must be a text of at most 200 characters, without control characters and invisible ones.")]
    [InlineData("--asked", null, "Give --asked: only people who asked may be added.")]
    [InlineData("--asked", "false", "Give --asked: only people who asked may be added.")]
    [InlineData(
        "--confirm", "perhaps", "Argument 'perhaps' not recognized. Must be one of:\n\t'already'\n\t'ask'")]
    public void What_is_missing_or_wrong_is_said(string option, string? value, string error)
    {
        var given = new Dictionary<string, string>
        {
            ["--file"] = file, ["--source"] = "Paper list", ["--asked"] = "true", ["--confirm"] = "ask",
        };
        given.Remove(option);
        string[] others = [.. given.SelectMany(each => new[] { each.Key, each.Value })];

        Assert.Equal([error], Errors(value is null ? others : [.. others, option, value]));
    }

    [Fact]
    public void A_source_of_201_characters_is_too_long() => Assert.Single(Errors(
        "--file", file, "--source", new string('x', 201), "--asked", "--confirm", "ask"));

    private static IEnumerable<string> Errors(params string[] arguments) =>
        Operator.Commands().Parse(["import", .. arguments]).Errors.Select(error => error.Message.ReplaceLineEndings("\n"));
}
