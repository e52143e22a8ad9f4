using BlueSky.Functions.Subscriptions;

namespace BlueSky.Functions.Tests.Subscriptions;

public sealed class SubscribeFormTests
{
    private readonly SubscribeForm form = new();

    [Fact]
    public void It_asks_for_an_address_and_perhaps_a_name() =>
        Assert.Equal(
            ["email 254 required", "name 100"],
            form.Fields.Select(field => $"{field.Name} {field.MaxLength}{(field.Required ? " required" : "")}"));

    [Fact]
    public void It_is_known_to_addresses_and_to_people()
    {
        Assert.Equal("subscribe", form.Name);
        Assert.Equal("Subscriber", form.Title);
    }

    [Fact]
    public void The_same_content_within_a_minute_is_the_same_request() =>
        Assert.Equal(TimeSpan.FromMinutes(1), form.RepeatWindow);
}
