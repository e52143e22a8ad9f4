using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>
/// Composes a worker. The published builder's host attaches to the Azure Functions host over gRPC; this one cannot,
/// and the host it builds says so when it is started.
/// </summary>
public class FunctionsApplicationBuilder
{
    private readonly HostApplicationBuilder builder;

    internal FunctionsApplicationBuilder(string[] args) => builder = Host.CreateApplicationBuilder(args);

    public ConfigurationManager Configuration => builder.Configuration;

    public IServiceCollection Services => builder.Services;

    public IHost Build() => new UnattachableHost(builder.Build());
}
