using System.Reflection;

namespace BlueSky.SdkSubset.Tests;

public class PublicSurfaceTests
{
    private static readonly string Approved = RepositoryRoot.Below("tests/BlueSky.SdkSubset.Tests/surface");

    [Theory]
    [InlineData("Azure.Data.Tables")]
    [InlineData("Azure.Storage.Queues")]
    [InlineData("SendGrid")]
    [InlineData("Microsoft.Azure.Functions.Worker")]
    [InlineData("Microsoft.Azure.Functions.Worker.Extensions.Http")]
    [InlineData("Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore")]
    [InlineData("Microsoft.Azure.Functions.Worker.Extensions.Storage.Queues")]
    [InlineData("Microsoft.Azure.Functions.Worker.Extensions.Timer")]
    public void The_public_surface_is_the_approved_one(string assembly)
    {
        var approved = Path.Combine(Approved, $"{assembly}.approved.txt");
        var received = Path.Combine(Approved, $"{assembly}.received.txt");

        var surface = PublicSurface.Describe(Assembly.Load(assembly));

        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (surface == expected)
            return;
        File.WriteAllText(received, surface);
        Assert.Fail(
            $"The public surface of {assembly} has changed. If each new member is published with this very signature "
            + $"and the product uses it, approve it: mv {received} {approved}");
    }
}
