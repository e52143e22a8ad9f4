namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>ASP.NET Core integration: functions take <c>HttpRequest</c> and may return <c>IResult</c>.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Switches the integration on. Nothing to do here: this builder's host never serves a request.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(
        this FunctionsApplicationBuilder builder) => builder;
}
