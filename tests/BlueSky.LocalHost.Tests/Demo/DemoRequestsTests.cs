using BlueSky.LocalHost.Demo;

namespace BlueSky.LocalHost.Tests.Demo;

public sealed class DemoRequestsTests
{
    [Fact]
    public void There_are_twelve_with_references_of_their_own_as_the_app_reads_them()
    {
        Assert.Equal(12, DemoRequests.All.Select(request => request.Id).Distinct().Count());
        Assert.All(DemoRequests.All, request => Assert.Matches(
            "^BSK-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$", request.Id));
    }

    [Fact]
    public void Nobody_in_them_can_be_reached()
    {
        Assert.All(DemoRequests.All, request => Assert.True(request.Phone is not null || request.Email is not null));
        Assert.All(
            DemoRequests.All.Select(request => request.Phone).OfType<string>(),
            phone => Assert.Matches("^[(]?505[).]?[ -]?555[ .-]01[0-9]{2}$", phone));
        Assert.All(
            DemoRequests.All.Select(request => request.Email).OfType<string>(),
            email => Assert.EndsWith("@example.org", email, StringComparison.Ordinal));
    }
}
