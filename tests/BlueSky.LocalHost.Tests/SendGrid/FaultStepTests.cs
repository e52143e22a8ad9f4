using System.Text;
using BlueSky.LocalHost.SendGrid;

namespace BlueSky.LocalHost.Tests.SendGrid;

public sealed class FaultStepTests
{
    [Fact]
    public void Steps_are_used_up_in_order_one_for_each_send()
    {
        var faults = new Faults();
        var (steps, _) = Parse(
            """[{"status":503,"times":2},{"status":429,"resetInSeconds":2},{"acceptThenReset":true}]""");

        var pending = faults.Add(steps);

        Assert.Equal(4, pending);
        Assert.Equal(503, faults.Next().Status);
        Assert.Equal(503, faults.Next().Status);
        Assert.Equal((429, 2), (faults.Next() is var limited ? limited.Status : 0, limited.ResetInSeconds));
        Assert.True(faults.Next().AcceptThenReset);
        Assert.Equal(FaultStep.None, faults.Next());
    }

    [Fact]
    public void Emptied_steps_do_not_come_back()
    {
        var faults = new Faults();
        faults.Add(Parse("""[{"reset":true}]""").Steps);

        faults.Clear();

        Assert.Equal(FaultStep.None, faults.Next());
    }

    [Theory]
    [InlineData("{}", "must be a JSON array of steps")]
    [InlineData("nonsense", "must be a JSON array of steps")]
    [InlineData("null", "must be a JSON array of steps")]
    [InlineData("""[{"stattus":503}]""", "must be a JSON array of steps")]
    [InlineData("[null]", "must say what goes wrong")]
    [InlineData("[{}]", "must say what goes wrong")]
    [InlineData("""[{"status":200}]""", "status must be from 400 to 599")]
    [InlineData("""[{"status":503,"resetInSeconds":2}]""", "resetInSeconds goes with status 429")]
    [InlineData("""[{"delayMs":-1}]""", "delayMs must be from 0 to 600000")]
    [InlineData("""[{"status":503,"times":0}]""", "times must be from 1 to 10000")]
    [InlineData("""[{"status":503,"reset":true}]""", "one of status, reset and acceptThenReset")]
    public void Steps_that_mean_nothing_are_refused_with_a_sentence(string json, string sentence)
    {
        var (steps, refusal) = Parse(json);

        Assert.Empty(steps);
        Assert.Contains(sentence, refusal, StringComparison.Ordinal);
    }

    private static (IReadOnlyList<FaultStep> Steps, string? Refusal) Parse(string json) =>
        FaultStep.Parse(Encoding.UTF8.GetBytes(json));
}
