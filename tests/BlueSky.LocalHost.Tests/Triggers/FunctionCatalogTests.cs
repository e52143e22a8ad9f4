using BlueSky.LocalHost.Triggers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace BlueSky.LocalHost.Tests.Triggers;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void Functions_of_internal_classes_are_found_by_their_triggers()
    {
        var functions = Discover(typeof(Good), settings: ("Tick", "0 0 3 * * *"));

        Assert.Equal(["list", "nightly", "take"], functions.Select(function => function.Name));
        var http = Assert.IsType<HttpFunction>(functions[0]);
        Assert.Equal("f/{form}", http.Route);
        Assert.Equal(["get", "post"], http.Methods);
        Assert.Equal("0 0 3 * * *", Assert.IsType<TimerFunction>(functions[1]).Schedule);
        Assert.Equal("letters", Assert.IsType<QueueFunction>(functions[2]).Queue);
    }

    [Theory]
    [InlineData(typeof(SameNames), "Two functions are named")]
    [InlineData(typeof(AdminRoute), "routes that start with 'admin' belong to the host")]
    [InlineData(typeof(NoTrigger), "has no HTTP, queue or timer trigger")]
    [InlineData(typeof(UnknownParameter), "cannot fill in 'number'")]
    [InlineData(typeof(UnknownRouteValue), "cannot fill in 'other'")]
    [InlineData(typeof(WrongSchedule), "not six crontab fields")]
    [InlineData(typeof(MissingSetting), "The setting 'Nowhere' is missing")]
    public void What_the_host_would_refuse_is_refused_with_a_sentence(Type type, string sentence)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Discover(type));

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_switched_off_by_the_hosts_setting_is_left_out()
    {
        var functions = Discover(
            typeof(Good), ("Tick", "0 0 3 * * *"), ("AzureWebJobs.take.Disabled", "true"));

        Assert.Equal(["list", "nightly"], functions.Select(function => function.Name));
    }

    private static IReadOnlyList<Function> Discover(Type type, params (string Key, string Value)[] settings) =>
        FunctionCatalog.Of([type], new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(one => one.Key, one => (string?)one.Value))
            .Build());

#pragma warning disable CA1822 // Functions are found by reflection, on instances, as the app has them.
    internal sealed class Good
    {
        [Function("list")]
        public Task<IResult> ListAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "f/{form}")] HttpRequest request,
            string form,
            CancellationToken ct) => Task.FromResult(Results.Text($"{request.Method} {form} {ct.CanBeCanceled}"));

        [Function("take")]
        public Task TakeAsync([QueueTrigger("letters")] string message) => Task.FromResult(message);

        [Function("nightly")]
        public Task NightlyAsync([TimerTrigger("%Tick%")] TimerInfo timer) => Task.FromResult(timer);
    }

    internal sealed class SameNames
    {
        [Function("one")]
        public void First([QueueTrigger("a")] string message) => _ = message;

        [Function("ONE")]
        public void Second([QueueTrigger("b")] string message) => _ = message;
    }

    internal sealed class AdminRoute
    {
        [Function("a")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "Admin/x")] HttpRequest r) => _ = r;
    }

    internal sealed class NoTrigger
    {
        [Function("a")]
        public void Run(string message) => _ = message;
    }

    internal sealed class UnknownParameter
    {
        [Function("a")]
        public void Run([QueueTrigger("a")] string message, int number) => _ = (message, number);
    }

    internal sealed class UnknownRouteValue
    {
        [Function("a")]
        public void Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "f/{form}")] HttpRequest r, string other) =>
            _ = (r, other);
    }

    internal sealed class WrongSchedule
    {
        [Function("a")]
        public void Run([TimerTrigger("0 * * * *")] TimerInfo timer) => _ = timer;
    }

    internal sealed class MissingSetting
    {
        [Function("a")]
        public void Run([TimerTrigger("%Nowhere%")] TimerInfo timer) => _ = timer;
    }
#pragma warning restore CA1822
}
