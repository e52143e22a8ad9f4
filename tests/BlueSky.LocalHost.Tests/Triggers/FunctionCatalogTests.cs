using BlueSky.LocalHost.Triggers;
using Microsoft.Extensions.Configuration;

namespace BlueSky.LocalHost.Tests.Triggers;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void Functions_are_read_by_their_triggers_and_sorted_by_name()
    {
        var functions = Read(
            [("Tick", "0 0 3 * * *")],
            ("take", """{"name":"message","type":"queueTrigger","direction":"In","queueName":"letters"}"""),
            ("nightly", """{"name":"timer","type":"timerTrigger","direction":"In","schedule":"%Tick%"}"""),
            ("list", """{"name":"request","type":"httpTrigger","authLevel":"Anonymous","route":"f/{form}"}"""));

        Assert.Equal(3, functions.Count);
        var http = Assert.IsType<HttpFunction>(functions[0]);
        Assert.Equal(("list", "request", "f/{form}"), (http.Name, http.Parameter, http.Route));
        Assert.Empty(http.Methods);
        Assert.Equal(new TimerFunction("nightly", "timer", "0 0 3 * * *"), functions[1]);
        Assert.Equal(new QueueFunction("take", "message", "letters"), functions[2]);
    }

    [Fact]
    public void A_trigger_may_list_methods_and_have_no_route()
    {
        var http = Assert.IsType<HttpFunction>(Assert.Single(
            Read([], ("list", """{"name":"request","type":"httpTrigger","methods":["get","post"]}"""))));

        Assert.Equal("list", http.Route);
        Assert.Equal(["get", "post"], http.Methods);
    }

    [Theory]
    [InlineData("""{"name":"x","type":"httpTrigger","route":"Admin/x"}""", "routes that start with 'admin' belong")]
    [InlineData("""{"name":"x","type":"httpTrigger","route":"runtime"}""", "routes that start with 'runtime' belong")]
    [InlineData("""{"name":"x","type":"blobTrigger"}""", "has no HTTP, queue or timer trigger")]
    [InlineData("""{"name":"x","type":"timerTrigger","schedule":"0 * * * *"}""", "not six crontab fields")]
    [InlineData("""{"name":"x","type":"timerTrigger","schedule":"%Nowhere%"}""", "The setting 'Nowhere' is missing")]
    public void What_the_host_would_refuse_is_refused_with_a_sentence(string binding, string sentence)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Read([], ("a", binding)));

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", 0)]
    [InlineData("True", 0)]
    [InlineData("1", 0)]
    [InlineData("false", 1)]
    [InlineData("", 1)]
    public void A_function_switched_off_by_the_hosts_setting_is_left_out(string value, int left) =>
        Assert.Equal(left, Read(
            [("AzureWebJobs.take.Disabled", value)],
            ("take", """{"name":"message","type":"queueTrigger","queueName":"letters"}""")).Count);

    private static IReadOnlyList<Function> Read(
        (string Key, string Value)[] settings, params (string Name, string Binding)[] described) =>
        FunctionCatalog.Read(
            described.Select(one => (one.Name, (IEnumerable<string>)[one.Binding])),
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.ToDictionary(one => one.Key, one => (string?)one.Value))
                .Build());
}
